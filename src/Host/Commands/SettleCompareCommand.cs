using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Gateways;
using Busbar.Gateways.Statements.Ercot;
using Busbar.Gateways.Statements.Pjm;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement;
using Busbar.Supply.Settlement.Cases;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Statements;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar settle compare</c>: takes a statement of the market in, keeps it as a version or puts it into quarantine, and holds
/// it against the version before, another file, or our own computation.</summary>
internal static class SettleCompareCommand
{
    private static readonly Option<FileInfo> file = new("--statement")
    {
        Description = "Statement: ERCOT XML, or an hourly or five-minute report of PJM as CSV", Required = true,
    };

    private static readonly Option<FileInfo[]> determinants = new("--determinants")
    {
        Description = "ERCOT's extract with the statement's determinants: header, interval and scalar tables",
        DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> against = new("--against")
    {
        Description = "'shadow', another statement, or determinants as a case (default: the version before, else shadow)",
    };

    private static readonly Option<DirectoryInfo?> schemas = new("--schemas") { Description = "ERCOT's own schemas (folder snb)" };

    private static readonly Option<StatementType> type = new("--type")
    {
        Description = "Of a PJM report: Initial, Final, TrueUp or Resettlement", DefaultValueFactory = _ => StatementType.Initial,
    };

    private static readonly Option<decimal> version = new("--version-number")
    {
        Description = "Of a PJM report: the number of its run, growing", DefaultValueFactory = _ => 1,
    };

    public static Command Create()
    {
        var command = new Command("compare", "Keep a statement of the market as a version, and compare it")
        {
            file, determinants, against, schemas, type, version,
        };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (book, at) = (new StatementBook(scope.Store), SettleCommand.Now);
            var source = SettlementFiles.Load(parsed.GetValue(file)!);
            var read = Read(parsed, book, source, at);
            // The same statement asked about again is compared again, not kept again.
            var known = book.All(AsOf.Latest).FirstOrDefault(each => each.File == ContentHash.Of(source.Content.Span));
            var kept = known is not null ? new(known, [], null)
                : book.Keep(source, read, PersonAtHand.Of(scope, Roles.Settlement), at);
            return SettleComparison.Print(scope, kept, isNew: known is null, Against(parsed, book, kept.Kept, at));
        }));
        return command;
    }

    private static Outcome<StatementRead> Read(ParseResult parsed, StatementBook book, SourceFile source, Instant at)
    {
        var us = book.Us(MarketCalendar.Pjm.Name, AsOf.Latest)?.Participant ?? "";
        return SettlementFiles.Statement(source, [.. parsed.GetValue(determinants)!.Select(SettlementFiles.Load)],
            SettlementFiles.Schemas(parsed.GetValue(schemas)),
            new(us, parsed.GetValue(type), parsed.GetValue(version), at, PjmReportTerms.KnownCodes));
    }

    private static SettleComparison Against(ParseResult parsed, StatementBook book, KeptStatement kept, Instant at)
    {
        var asked = parsed.GetValue(against);
        var before = book.Chain(kept.Statement, AsOf.Latest).LastOrDefault(each => each.Sequence < kept.Sequence);
        if (asked is null && before is not null)
            return new($"version {before.Sequence}", null, book.Compare(before, kept, AsOf.Latest));
        if (asked is null or "shadow")
            return book.ShadowOf(kept.Statement, AsOf.Latest) is { } shadow ? ToShadow("shadow", shadow, kept, at)
                : asked is null ? new("nothing", null, null) : throw new RefusedException(new("not-settled",
                    $"We have not settled {kept.Statement.Market} {kept.Statement.OperatingDay}", kept.Statement.StatementId,
                    "Run the day, or give its determinants in a file (--against FILE)."));
        var other = SettlementFiles.Load(new(asked));
        if (other.Name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
            return ToShadow(other.Name, StateLines.Run(SettleCharges.Run(ReadCase.Run(SettleCaseCommand.Read(new(asked))).OrThrow())
                .OrThrow(), at), kept, at);
        var read = Read(parsed, book, other, at).OrThrow();
        return new(other.Name, null, CompareStatements.Run(new(read.Statement, kept.Statement, read.Determinants,
            book.Determinants(kept, AsOf.Latest), [])));
    }

    private static SettleComparison ToShadow(string name, ShadowStatement shadow, KeptStatement kept, Instant at) =>
        new(name, CompareWithShadow.Run(new(shadow, kept.Statement, at, ReconcileDayInputs.RoundingOfALine)), null);

    /// <summary><c>busbar settle participant</c>: who we are to a market.</summary>
    public static Command Participant()
    {
        var market = new Option<string>("--market") { Description = "Market, as ERCOT", Required = true };
        var name = new Option<string>("--name") { Description = "Us, as its documents spell it", Required = true };
        var accounts = new Option<string[]>("--account") { Description = "Our account in it; may be given several times", Required = true };
        var command = new Command("participant", "Say who we are to a market: its statements and invoices are held to it")
        {
            market, name, accounts,
        };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var us = new MarketParticipant(SettleCommand.MarketOf(parsed.GetValue(market)!).Name, parsed.GetValue(name)!,
                [.. parsed.GetValue(accounts)!]);
            new StatementBook(scope.Store).Name(us, PersonAtHand.Of(scope, Roles.Settlement), SettleCommand.Now);
            if (scope.IsJson) CommandScope.PrintObject(us);
            else scope.Terminal.MarkupLineInterpolated($"To {us.Market} we are {us.Participant}, {string.Join(", ", us.Accounts)}.");
            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary><c>busbar settle calendar</c>: the market's published dates, by which disputes are due.</summary>
    public static Command Calendar()
    {
        var calendar = new Argument<FileInfo>("FILE") { Description = "ERCOT's settlement calendar, XML" };
        var command = new Command("calendar", "Take in a market's settlement calendar: its dispute dates bind") { calendar, schemas };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var source = SettlementFiles.Load(parsed.GetValue(calendar)!);
            var entries = ReadErcotCalendar.Read(source, SettlementFiles.Schemas(parsed.GetValue(schemas))).OrThrow();
            new SettlementDates(scope.Store).Keep(source, entries, PersonAtHand.Of(scope, Roles.Settlement), SettleCommand.Now);
            if (scope.IsJson) CommandScope.PrintObject(new { entries });
            else scope.Terminal.MarkupLineInterpolated($"{source.Name}: {entries.Length} runs of {
                entries.Select(each => each.OperatingDay).Distinct().Count()} operating days.");
            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary><c>busbar settle statements</c>: what is kept, and what is in quarantine.</summary>
    public static Command Statements()
    {
        var command = new Command("statements", "Every version kept, and what is in quarantine with its reason");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var book = new StatementBook(scope.Store);
            var (kept, quarantine) = (book.All(scope.AsOf), book.Quarantine(scope.AsOf));
            if (scope.IsJson)
            {
                CommandScope.PrintObject(new
                {
                    statements = kept.Select(each => new
                    {
                        each.Statement.Market, each.Statement.MarketType, each.Statement.Account, each.Statement.OperatingDay,
                        each.Sequence, each.Statement.StatementType, each.Statement.Version, each.Statement.StatementId,
                        each.Statement.PublishedAt,
                        each.Statement.Total, each.Change, each.UnknownCodes, each.Statement.IsSimulated,
                    }),
                    quarantine,
                });
                return ExitCodes.Done;
            }
            var table = new Table().AddColumns("Day", "Market", "Statement", "Run", "Version", "Total", "Change", "");
            foreach (var (statement, _, sequence, change, unknown) in kept)
                table.AddRow($"{statement.OperatingDay}", $"{statement.Market} {statement.MarketType}", statement.StatementId,
                    $"{statement.StatementType}", sequence.ToString(CultureInfo.InvariantCulture), SettleCommand.Money(statement.Total),
                    SettleCommand.Money(change), unknown.IsEmpty ? "" : $"no rule: {string.Join(", ", unknown)}");
            CommandScope.Print(table);
            foreach (var each in quarantine)
                scope.Terminal.MarkupLineInterpolated($"quarantine {InstantPattern.General.Format(each.At)} {each.File}: {
                    each.Reason.What} [grey]({each.Reason.Code}; {each.Reason.Remedy})[/]");
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }
}
