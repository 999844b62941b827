using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Disputes;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar dispute review | open | claim | list | show | evidence | release | submission | filed | answered | resolved |
/// settled | withdraw</c>: what the ISO billed and we did not compute, from the day's problems to the statement that gives the money
/// back.</summary>
public static class DisputeCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("dispute", "Review a day's differences and dispute them with the ISO")
    {
        Review(), Open(), DisputeSubmissionCommand.Claim(), List(), Show(), Evidence(), DisputeSubmissionCommand.Create(),
        Step("release", "Let a dispute go out; never by who drew it up", "--why", "Why it is right",
            (who, at, text, _) => new DisputeReleased(at, who, text)),
        Filed(),
        Step("answered", "Write down what the ISO said", "--said", "What it said",
            (who, at, text, parsed) => new DisputeAnswered(at, who, text, parsed.GetValue(answerBy)), answerBy),
        Step("resolved", "Write down the ISO's decision", "--reason", "Its reason",
            (who, at, text, parsed) => new DisputeResolved(at, who, parsed.GetValue(resolution), new(parsed.GetValue(amount)), text),
            resolution, amount),
        Step("settled", "Write down the statement that carries the award", "--statement", "Its number",
            (who, at, text, parsed) => new DisputeSettled(at, who, text, new(parsed.GetValue(amount))), amount),
        Step("withdraw", "Give a dispute up", "--why", "Why", (who, at, text, _) => new DisputeWithdrawn(at, who, text)),
    };

    private static readonly Option<Instant?> answerBy = AsOfOptions.InstantOption("--answer-by", "When it wants an answer");

    private static readonly Option<DisputeResolution> resolution = new("--resolution")
    {
        Description = "Granted, GrantedWithExceptions or Denied", Required = true,
    };

    private static readonly Option<decimal> amount = new("--amount") { Description = "USD; ours to get positive", Required = true };

    private static readonly Option<string> day = new("--day") { Description = "Operating day, as 2017-03-12", Required = true };

    private static Command Review()
    {
        var all = new Option<bool>("--all") { Description = "Also what the tolerances let pass" };
        var command = new Command("review", "A day's differences as problems, with cause and deadline") { day, all };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (review, problems) = new DisputeBook(scope.Store).Review(DayOf(parsed), scope.AsOf);
            var shown = problems.Where(each => each.Problem.IsProblem || parsed.GetValue(all)).ToImmutableArray();
            if (scope.IsJson) CommandScope.PrintObject(new { review.Day, review.StatementType, problems = shown });
            else
            {
                var table = new Table().AddColumns("Code", "Asset", "Cause", "Lines", "Ours", "ISO", "Difference", "Last day", "Dispute",
                    "");
                foreach (var (problem, deadline, dispute) in shown)
                    table.AddRow(problem.Code, Markup.Escape(problem.Asset), problem.Cause.ToString(),
                        problem.Intervals.Length.ToString(CultureInfo.InvariantCulture), Money(problem.Ours), Money(problem.Iso),
                        Money(problem.Difference), deadline?.LastDay.ToString() ?? "not known", dispute ?? "",
                        Markup.Escape(problem.Rule));
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Open()
    {
        var code = new Option<string>("--code") { Description = "Charge code", Required = true };
        var asset = new Option<string>("--asset") { Description = "Whose charge", DefaultValueFactory = _ => "" };
        var cause = new Option<VarianceCause?>("--cause") { Description = "Its cause, when the review names several" };
        var command = new Command("open", "Draw a dispute up from a problem of the day") { day, code, asset, cause };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var book = new DisputeBook(scope.Store);
            var id = book.Open(DayOf(parsed), parsed.GetValue(code)!, parsed.GetValue(asset)!, parsed.GetValue(cause),
                PersonAtHand.Of(scope, Roles.Settlement), SettleCommand.Now);
            return Print(scope, id, book.All(AsOf.Latest, SettleCommand.Now).Single(each => each.Id == id).Standing);
        }));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Every dispute, what is next and by when");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var disputes = new DisputeBook(scope.Store).All(scope.AsOf, ReadClock.Of(scope.AsOf));
            if (scope.IsJson) CommandScope.PrintObject(new { disputes = disputes.Select(each => new { each.Id, each.Standing }) });
            else
            {
                var table = new Table().AddColumns("Dispute", "Day", "Code", "Asset", "Asked", "Stage", "Next", "Due", "", "Awarded",
                    "Received");
                foreach (var (id, at) in disputes)
                    table.AddRow(id, at.Claim.Day.ToString(), at.Claim.Code, Markup.Escape(at.Claim.Asset), Money(at.Claim.Amount),
                        at.Stage.ToString(), at.Next, at.DueAt?.ToString() ?? "", at.IsOverdue ? "[red]overdue[/]" : "", Money(at.Awarded),
                        Money(at.Received));
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Show()
    {
        var id = IdArgument();
        var command = new Command("show", "A dispute and everything that happened to it") { id };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var facts = new DisputeBook(scope.Store).History(parsed.GetValue(id)!, scope.AsOf);
            var standing = FoldDispute.Run(new(facts, ReadClock.Of(scope.AsOf))).OrThrow();
            if (!scope.IsJson) return Print(scope, parsed.GetValue(id)!, standing);
            CommandScope.PrintObject(new { id = parsed.GetValue(id), standing, facts = facts.Select(fact => new
            {
                what = fact.GetType().Name, fact.At, fact.By, fact = (object)fact,
            }) });
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Evidence()
    {
        var id = IdArgument();
        var command = new Command("evidence", "The text that goes out with a dispute, on standard output") { id };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var pack = new DisputeBook(scope.Store).Evidence(parsed.GetValue(id)!, AsOf.Latest);
            if (scope.IsJson) CommandScope.PrintObject(pack);
            else Console.Out.Write(pack.Text);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Filed()
    {
        var (id, number) = (IdArgument(), new Option<string>("--number") { Description = "The ISO's number of it", Required = true });
        var command = new Command("filed", "Write down that a dispute was filed, with the hash of its evidence") { id, number };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var book = new DisputeBook(scope.Store);
            var hash = book.Evidence(parsed.GetValue(id)!, AsOf.Latest).Hash.ToString();
            return Add(scope, parsed.GetValue(id)!, (who, at) => new DisputeFiled(at, who, parsed.GetValue(number)!, hash));
        }));
        return command;
    }

    private static Command Step(
        string name, string description, string option, string words, Func<Actor, Instant, string, ParseResult, DisputeFact> fact,
        params Option[] more)
    {
        var (id, text) = (IdArgument(), new Option<string>(option) { Description = words, Required = true });
        var command = new Command(name, description) { id, text };
        foreach (var each in more) command.Add(each);
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
            Add(scope, parsed.GetValue(id)!, (who, at) => fact(who, at, parsed.GetValue(text)!, parsed))));
        return command;
    }

    private static int Add(CommandScope scope, string id, Func<Actor, Instant, DisputeFact> fact) =>
        Print(scope, id, new DisputeBook(scope.Store).Add(id, fact(PersonAtHand.Of(scope, Roles.Settlement), SettleCommand.Now)));

    internal static int Print(CommandScope scope, string id, DisputeStanding standing)
    {
        if (scope.IsJson) CommandScope.PrintObject(new { id, standing });
        else scope.Terminal.MarkupLineInterpolated(
            $"{id}: {standing.Claim.Code} of {standing.Claim.Day}, {standing.Claim.Amount} asked, {standing.Stage}. {Next(standing)}");
        return ExitCodes.Done;
    }

    private static string Next(DisputeStanding standing) =>
        standing.Next == "" ? "" : $"Next: {standing.Next}{(standing.DueAt is { } due ? $" before {due}" : "")}.";

    private static OperatingDay DayOf(ParseResult parsed) => DayAsked.Read(parsed.GetValue(day)!, "--day");

    private static Argument<string> IdArgument() => new("DISPUTE") { Description = "Its id, as busbar dispute list shows it" };

    private static string Money(Usd amount) => amount.Value.ToString("N2", CultureInfo.InvariantCulture);
}
