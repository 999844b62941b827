using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Busbar.Gateways;
using Busbar.Gateways.Ercot;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Commitment.Master;
using Busbar.Supply.Commitment.Offers;
using Busbar.Supply.Forecasting;
using Busbar.Supply.Handoffs.Commitment.Offers;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar offers master | build | validate | explain | approve | submit | show</c>: from the unit master to offers that a
/// market takes.</summary>
public static class OffersCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("offers", "Build, check, approve and submit a market's offers")
    {
        Master(), Build(), Validate(), Explain(), Approve(), Submit(), Show(),
    };

    private static Command Master()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Unit master in JSON" };
        var command = new Command("master", "Take in the unit master") { file };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var source = SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow();
            var master = ReadUnitMaster.Run(source.Name, Encoding.UTF8.GetString(source.Content.Span)).OrThrow();
            new OffersDesk(scope.Store).Keep(master, PersonAtHand.Of(scope, Roles.Bidder));
            if (scope.IsJson) CommandScope.PrintObject(new { master.Source, units = master.Units.Select(unit => unit.Name) });
            else scope.Terminal.MarkupLineInterpolated($"{master.Source}: {master.Units.Length} units.");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Build()
    {
        var (day, market, at, terms) = (DayOption(), MarketOption(), AtOption(), TermsOption());
        var unit = new Option<string?>("--unit") { Description = "Only this unit" };
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Write the set and the market's files there as well" };
        var command = new Command("build", "Build a day's offers as a new version") { day, market, unit, at, terms, folder };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var asked = new Asked(scope, parsed.GetValue(market), parsed.GetValue(day), parsed.GetValue(at));
            var outcome = BuildMarketOffers.Run(asked.Inputs(parsed.GetValue(unit), parsed.GetValue(terms)));
            var set = outcome.OrThrow();
            var built = new OfferBook(scope.Store).Keep(set, PersonAtHand.Of(scope, Roles.Bidder));
            if (parsed.GetValue(folder) is { } into) WriteInto(into, set, built.Version);
            var findings = outcome is Outcome<OfferSet>.Done done ? done.Findings : [];
            PrintVerdict(scope, set, ValidateOffers.Run(set), findings, built);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Validate()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A set in JSON, or ERCOT's XML" };
        var command = new Command("validate", "Check a file of offers by every rule of its market; exit code 4 when one is broken")
            { file };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var source = SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow();
            if (source.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            {
                var read = ReadErcotXml.Read(source).OrThrow();
                if (scope.IsJson)
                    CommandScope.PrintObject(new
                        { day = new OperatingDay(read.TradingDate), threePart = read.ThreePart.Length, ancillary = read.Ancillary.Length });
                else scope.Terminal.MarkupLineInterpolated(
                    $"{source.Name}: valid by ERCOT's schema; three-part {read.ThreePart.Length}, ancillary {read.Ancillary.Length}.");
                return ExitCodes.Done;
            }
            var set = OfferSetFile.Read(source);
            var verdict = ValidateOffers.Run(set);
            PrintVerdict(scope, set, verdict, [], null);
            return verdict.IsAccepted ? ExitCodes.Done : ExitCodes.Found;
        }));
        return command;
    }

    private static Command Explain()
    {
        var (day, market, at, terms) = (DayOption(), MarketOption(), AtOption(), TermsOption());
        var unit = new Option<string>("--unit") { Description = "The unit", Required = true };
        var hour = new Option<string>("--hour") { Description = "Hour as labelled, HE05 or HE02X", Required = true };
        var command = new Command("explain", "The working of every figure of one unit's offer in one hour") { day, market, unit, hour, at,
            terms };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var asked = new Asked(scope, parsed.GetValue(market), parsed.GetValue(day), parsed.GetValue(at));
            if (HourSpan.Find(asked.Calendar, asked.Day, parsed.GetValue(hour)!) is not { } found)
                throw new RefusedException(new("unknown-hour", $"{asked.Day} has no hour '{parsed.GetValue(hour)}'", "--hour",
                    "Name the hour as HE05, or HE02X for the repeated one."));
            var index = asked.Calendar.HoursOf(asked.Day).IndexOf(found);
            var working = ExplainOffer.Run(
                asked.Inputs(parsed.GetValue(unit), parsed.GetValue(terms)), parsed.GetValue(unit)!, index).OrThrow();
            if (scope.IsJson) CommandScope.PrintObject(working);
            else CommandScope.Print(OfferTables.Tree(working));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Approve()
    {
        var (day, market, version, at) = (DayOption(), MarketOption(), VersionOption(), AtOption());
        var command = new Command("approve", "Approve the last version; its builder may not") { day, market, version, at };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var asked = new Asked(scope, parsed.GetValue(market), parsed.GetValue(day), parsed.GetValue(at));
            var (book, who) = (new OfferBook(scope.Store), PersonAtHand.Of(scope, Roles.Bidder));
            var approved = book.Approve(asked.Calendar.Name, asked.Day, parsed.GetValue(version), who, asked.At);
            if (scope.IsJson) CommandScope.PrintObject(new { by = who.Name, approved.Set, approved.ApprovedAt });
            else scope.Terminal.MarkupLineInterpolated($"{who.Name} approved the offers of {asked.Calendar.Name} for {asked.Day}.");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Submit()
    {
        var (day, market, version, at) = (DayOption(), MarketOption(), VersionOption(), AtOption());
        var folder = new Option<DirectoryInfo?>("--out") { Description = "The outbox (default: WORKSPACE/outbox)" };
        var command = new Command("submit", "Put the approved version's files into the outbox before the gate; with --at a rehearsal")
        {
            day, market, version, at, folder,
        };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var asked = new Asked(scope, parsed.GetValue(market), parsed.GetValue(day), parsed.GetValue(at));
            var outbox = parsed.GetValue(folder)?.FullName ?? Path.Combine(scope.Folder.FullName, "outbox");
            var submitted = new OfferBook(scope.Store).Submit(
                new(asked.Calendar.Name, asked.Day, parsed.GetValue(version), asked.At, asked.IsStated, outbox), PersonAtHand.Of(scope,
                    Roles.Bidder));
            if (scope.IsJson) CommandScope.PrintObject(submitted);
            var word = submitted.IsRehearsal ? "Rehearsed" : "Submitted";
            foreach (var file in scope.IsJson ? [] : submitted.Files)
                scope.Terminal.MarkupLineInterpolated($"{word}: {file.Name} {file.Hash}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Show()
    {
        var (day, market) = (DayOption(), MarketOption());
        var command = new Command("show", "A day's versions: who built, approved, submitted them; when the gate closes") { day, market };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var asked = new Asked(scope, parsed.GetValue(market), parsed.GetValue(day), null);
            var versions = new OfferBook(scope.Store).Versions(asked.Calendar.Name, asked.Day);
            var gate = DayAheadGate.Of(asked.Calendar, asked.Day);
            if (scope.IsJson) CommandScope.PrintObject(new { gateAt = gate, versions });
            else CommandScope.Print(OfferTables.Versions(versions, new MarketClock(asked.Calendar), gate));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static void WriteInto(DirectoryInfo into, OfferSet set, int version)
    {
        into.Create();
        var stem = string.Create(CultureInfo.InvariantCulture, $"{set.Market.ToLowerInvariant()}-{set.Day}-v{version:D3}");
        File.WriteAllBytes(Path.Combine(into.FullName, $"{stem}.json"), CanonicalJson.Write(set));
        foreach (var file in OfferFiles.Of(set, version)) File.WriteAllBytes(Path.Combine(into.FullName, file.Name),
            file.Content.ToArray());
    }

    private static void PrintVerdict(
        CommandScope scope, OfferSet set, OfferVerdict verdict, ImmutableArray<Finding> findings, OffersBuilt? built)
    {
        if (scope.IsJson)
            CommandScope.PrintObject(new
            {
                market = set.Market, day = set.Day, version = built?.Version, set = built?.Set, offers = set.Offers.Length,
                accepted = verdict.IsAccepted, refusals = verdict.Refusals, findings = findings.AddRange(verdict.Findings),
            });
        else CommandScope.Print(OfferTables.Verdict(set, verdict, findings, built));
    }

    private static Option<OperatingDay> DayOption() => RunCommand.DayOption("--day", "Operating day");

    private static Option<string?> MarketOption() =>
        new("--market") { Description = "PJM, ERCOT, CAISO, ISO-NE or MISO (default: the utility's)" };

    private static Option<string?> AtOption() =>
        new("--at") { Description = "Market clock time of the step, 2026-03-05T09:30 (default: now)" };

    private static Option<int?> VersionOption() => new("--version-number") { Description = "The version meant; it must be the last" };

    private static Option<FileInfo?> TermsOption() =>
        new("--terms") { Description = "JSON: fuelPrices, allowances, forgone, offers" };

    /// <summary>The market, day and clock a command line asks for.</summary>
    private sealed class Asked
    {
        private readonly CommandScope scope;

        public Asked(CommandScope scope, string? market, OperatingDay day, string? at)
        {
            this.scope = scope;
            Day = day;
            var name = market ?? new SupplyReads(scope.Store).Profile(AsOf.Latest)?.Market;
            Calendar = MarketCalendar.All.FirstOrDefault(each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new RefusedException(new("unknown-market", $"The market '{name}' is not known", "--market",
                    $"Use one of {string.Join(", ", MarketCalendar.All.Select(each => each.Name))}."));
            IsStated = at is not null;
            At = at is null ? SystemClock.Instance.GetCurrentInstant() : new MarketClock(Calendar).Read(at, "--at").OrThrow();
        }

        public MarketCalendar Calendar { get; }

        public OperatingDay Day { get; }

        public Instant At { get; }

        public bool IsStated { get; }

        public BuildMarketOffersInputs Inputs(string? unit, FileInfo? terms) => new OffersDesk(scope.Store).InputsOf(Calendar, Day, At,
            unit,
            terms is null ? OfferDeskTerms.None : OfferSetFile.ReadTerms(SourceFile.Load(terms.FullName).OrThrow()));
    }
}
