using System.CommandLine;
using Busbar.Gateways;
using Busbar.Gateways.Tags;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Tags;
using NodaTime;

namespace Busbar.Host.Commands;

/// <summary><c>busbar contract tag request TAG KIND</c> and <c>decide TAG approve|deny</c>: what its author or an authority asks of a tag,
/// and what an approval entity answers.</summary>
internal static class TagRequestCommand
{
    private static readonly string[] kinds = ["correction", "profile-change", "curtail", "reload", "withdraw", "cancel", "terminate"];

    /// <summary><c>request</c>.</summary>
    public static Command Create()
    {
        var kind = new Argument<string>("KIND") { Description = string.Join(", ", kinds) };
        kind.AcceptOnlyFromAmong(kinds);
        var (id, seen, at, why, asked) = (TagCommand.IdArgument(), SeenOption(), TagCommand.AtOption(), TagCommand.WhyOption(), new Asked());
        var command = new Command("request", "Correct a tag, change its profile, curtail or reload it, withdraw, cancel or terminate it")
            { id, kind, seen, at, why };
        asked.AddTo(command);
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var book = new TagBook(scope.Store);
            var tag = book.Find(parsed.GetValue(id)!, AsOf.Latest).Standing.Tag;
            var fact = asked.Read(parsed, tag, parsed.GetValue(kind)!, TagCommand.At(parsed, at, book.Calendar), parsed.GetValue(why)!,
                book.Calendar);
            return TagCommand.Print(scope, book.Add($"{tag.Id}", parsed.GetValue(seen), fact, parsed.GetValue(why)!,
                PersonAtHand.Of(scope, Roles.Bidder)), book.Calendar);
        }));
        return command;
    }

    /// <summary><c>decide</c>.</summary>
    public static Command Decide()
    {
        var answer = new Argument<string>("ANSWER") { Description = "approve or deny" };
        answer.AcceptOnlyFromAmong("approve", "deny");
        var by = new Option<string>("--by") { Description = "The approval entity that answers", Required = true };
        var (id, seen, at, why) = (TagCommand.IdArgument(), SeenOption(), TagCommand.AtOption(), TagCommand.WhyOption());
        var command = new Command("decide", "Write down what an approval entity answers to the pending request")
            { id, answer, by, seen, at, why };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var book = new TagBook(scope.Store);
            var reason = parsed.GetValue(why)!;
            return TagCommand.Print(scope, book.Add(parsed.GetValue(id)!, parsed.GetValue(seen), new TagAssessed(parsed.GetValue(by)!,
                TagCommand.At(parsed, at, book.Calendar), parsed.GetValue(answer) == "approve", reason), reason,
                PersonAtHand.Of(scope, Roles.Bidder)), book.Calendar);
        }));
        return command;
    }

    private static Option<int> SeenOption() => new("--seen") { Description = "The version you looked at", Required = true };

    /// <summary>What a request asks for.</summary>
    private sealed class Asked
    {
        private readonly Option<string?> by = new("--by") { Description = "Who asks (default: the author); a curtailment names the entity" };
        private readonly Option<FileInfo?> file = new("--file") { Description = "XML of the tag as it should read: correction, profile-change" };
        private readonly Option<string?> from = new("--from") { Description = "Start of the stretch: profile-change, curtail, reload" };
        private readonly Option<string?> to = new("--to") { Description = "End of the stretch; of a tag to terminate its last instant" };
        private readonly Option<decimal?> mw = new("--mw") { Description = "The level in it, or the most that may still flow" };

        public void AddTo(Command command)
        {
            foreach (var option in (Option[])[by, file, from, to, mw]) command.Add(option);
        }

        /// <summary>The fact.</summary>
        /// <exception cref="RefusedException"><c>incomplete-request</c>, and what files and times are refused for.</exception>
        public TagFact Read(
            ParseResult parsed, Supply.Handoffs.Contracts.Tags.ETag tag, string kind, Instant at, string why, MarketCalendar calendar)
        {
            var who = parsed.GetValue(by) ?? tag.Author;
            Instant When(Option<string?> option) => TagCommand.InstantOf(Need(parsed, option, kind), option.Name, calendar);
            DeliveryInterval Stretch() => When(to) is var end && When(from) is var start && end > start ? new(start, end)
                : throw Incomplete(kind, "--to is not after --from");
            Mw Level() => parsed.GetValue(mw) is { } level ? new(level) : throw Incomplete(kind, "--mw is missing");
            return kind switch
            {
                "correction" => new TagCorrected(who, at, Load(parsed, kind)),
                "profile-change" => new TagProfileChanged(who, at, parsed.GetValue(file) is not null ? Load(parsed, kind).Energy
                    : SetLevel.Run(tag, Stretch(), Level())),
                "curtail" => new TagCurtailed(who, at, Stretch(), Level(), why),
                "reload" => new TagReloaded(who, at, When(from)),
                "withdraw" => new TagWithdrawn(who, at),
                "cancel" => new TagCancelled(who, at),
                _ => new TagTerminated(who, at, When(to)),
            };
        }

        private Supply.Handoffs.Contracts.Tags.ETag Load(ParseResult parsed, string kind) => ReadTagXml.Read(SourceFile.Load(
            (parsed.GetValue(file) ?? throw Incomplete(kind, "--file is missing")).FullName).OrThrow()).OrThrow();

        private static string Need(ParseResult parsed, Option<string?> option, string kind) =>
            parsed.GetValue(option) ?? throw Incomplete(kind, $"{option.Name} is missing");

        private static RefusedException Incomplete(string kind, string what) =>
            new(new("incomplete-request", $"A request to {kind} is incomplete: {what}", kind, "Give what is missing (--help)."));
    }
}
