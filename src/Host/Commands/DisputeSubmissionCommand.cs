using System.CommandLine;
using Busbar.Gateways.Statements;
using Busbar.Gateways.Statements.Ercot;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Cases;
using Busbar.Supply.Settlement.Disputes;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar dispute claim</c> and <c>busbar dispute submission</c>: from a kept statement to the file that goes to the
/// market.</summary>
internal static class DisputeSubmissionCommand
{
    /// <summary>Draws a dispute up from a kept statement.</summary>
    public static Command Claim()
    {
        var statement = new Option<string>("--statement") { Description = "Its number, as settle statements shows it", Required = true };
        var code = new Option<string>("--code") { Description = "Charge code", Required = true };
        var against = new Option<FileInfo>("--against") { Description = "Our determinants of the day, as a case", Required = true };
        var command = new Command("claim", "Draw a dispute up from a charge of a kept statement") { statement, code, against };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var kept = new StatementBook(scope.Store).All(AsOf.Latest).FirstOrDefault(each =>
                each.Statement.StatementId == parsed.GetValue(statement)) ?? throw new RefusedException(new("unknown-statement",
                    "No statement of that number is kept", parsed.GetValue(statement)!, "Look it up (busbar settle statements)."));
            var day = ReadCase.Run(SettleCaseCommand.Read(parsed.GetValue(against)!)).OrThrow();
            var book = new DisputeBook(scope.Store);
            var id = book.Open(kept.Statement, day, parsed.GetValue(code)!, PersonAtHand.Of(scope, Roles.Settlement), SettleCommand.Now);
            return DisputeCommand.Print(scope, id, book.All(AsOf.Latest, SettleCommand.Now).Single(each => each.Id == id).Standing);
        }));
        return command;
    }

    /// <summary>Writes a released dispute as the market takes it.</summary>
    public static Command Create()
    {
        var id = new Argument<string>("DISPUTE") { Description = "Its id, as busbar dispute list shows it" };
        var file = new Option<FileInfo>("--out") { Description = "Where to write it", Required = true };
        var subType = new Option<string>("--sub-type") { Description = "ERCOT's sub-type", DefaultValueFactory = _ => "" };
        var phone = new Option<string>("--phone") { Description = "Of the person to be asked (ERCOT)", DefaultValueFactory = _ => "" };
        var mail = new Option<string>("--e-mail") { Description = "Of the person to be asked (ERCOT)", DefaultValueFactory = _ => "" };
        var command = new Command("submission", "Write a released dispute as the market takes it: ERCOT's XML, CSV for others")
        {
            id, file, subType, phone, mail,
        };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var book = new DisputeBook(scope.Store);
            var facts = book.History(parsed.GetValue(id)!, AsOf.Latest);
            if (FoldDispute.Run(new(facts, SettleCommand.Now)).OrThrow() is { Stage: DisputeStage.Drafted } drafted)
                throw new RefusedException(new("not-released", "Nobody else has released it yet", parsed.GetValue(id)!,
                    "Have it released (busbar dispute release)."));
            var claim = ((DisputeOpened)facts[0]).Claim;
            var pack = book.Evidence(parsed.GetValue(id)!, AsOf.Latest);
            var bytes = claim.Market == MarketCalendar.Ercot.Name
                ? WriteErcotDispute.Of(new(claim.Statement == StatementType.DayAhead ? "DAM" : "RTM", parsed.GetValue(subType)!, claim.Code,
                    claim.Amount, claim.Day, SpanOf(claim), pack.Title, claim.Cause, parsed.GetValue(phone)!, parsed.GetValue(mail)!))
                    .OrThrow()
                : new DisputeCsv(claim.Market, claim.StatementId, claim.Day, claim.Code, claim.Asset, claim.Cause,
                    [.. book.LinesOf(parsed.GetValue(id)!, AsOf.Latest).Select(line => new DisputeRow(line.Interval, line.Iso, line.Ours))])
                    .Write();
            File.WriteAllBytes(parsed.GetValue(file)!.FullName, bytes);
            var written = new
            {
                id = parsed.GetValue(id), file = parsed.GetValue(file)!.Name, hash = ContentHash.Of(bytes), evidence = pack.Hash,
            };
            if (scope.IsJson) CommandScope.PrintObject(written);
            else scope.Terminal.MarkupLineInterpolated($"{written.id}: {bytes.Length} bytes to {written.file}; {pack.Hash.Hex[..12]}.");
            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary>From the first interval to the last; null for the whole day.</summary>
    private static DeliveryInterval? SpanOf(DisputeClaim claim)
    {
        var span = new DeliveryInterval(claim.Intervals.Min(each => each.Start), claim.Intervals.Max(each => each.End));
        return span == MarketCalendar.Named(claim.Market).WholeDay(claim.Day) ? null : span;
    }
}
