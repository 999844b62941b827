using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Gateways;
using Busbar.Gateways.Tags;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts;
using Busbar.Supply.Contracts.Tags;
using Busbar.Supply.Handoffs.Contracts.Tags;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar contract tag new | import | export | request | decide | list | show | checkout</c>: the desk's e-Tags. The scheduling
/// desk, whose role is the bidder's, submits and changes them and writes down what authorities answered; the store refuses other
/// roles.</summary>
internal static class TagCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("tag", "E-Tags: author, file, request, decide, check out")
    {
        New(), Import(), Export(), TagRequestCommand.Create(), TagRequestCommand.Decide(), List(), Show(), TagCheckoutCommand.Create(),
    };

    private static Command New()
    {
        var route = new Option<FileInfo>("--route") { Description = "Route as JSON, as cases/contracts/tag-route.json", Required = true };
        var code = new Option<string>("--code") { Description = "The tag's seven letters or digits", Required = true };
        var day = RunCommand.DayOption("--day", "The operating day");
        var contract = new Option<string?>("--contract") { Description = "Tag this contract's stored nomination" };
        var deal = new Option<string?>("--deal") { Description = "Tag this physical deal, T-000123" };
        var file = new Option<FileInfo?>("--nomination")
            { Description = "Tag what this file nominates, as cases/contracts/nominate.json" };
        var (at, why) = (AtOption(), WhyOption());
        var command = new Command("new", "Author a day's tag from a nomination or a deal, and submit it")
            { route, code, day, contract, deal, file, at, why };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (asked, book) = (parsed.GetValue(day), new TagBook(scope.Store));
            var (calendar, name, energy) = (parsed.GetValue(contract), parsed.GetValue(deal), parsed.GetValue(file)) switch
            {
                ({ } id, null, null) => (book.Calendar, id, NominationOf(scope, id, asked).Energy),
                (null, { } id, null) => OfDeal(scope, id, asked),
                (null, null, { } given) => OfFile(given, asked),
                _ => throw new RefusedException(new("one-source", "A tag is written from one thing", "contract tag new",
                    "Give one of --contract, --deal and --nomination.")),
            };
            var outcome = AuthorTag.Run(new(calendar, asked, name, parsed.GetValue(code)!, ContractFiles.Read<TagRoute>(
                parsed.GetValue(route)!), energy));
            var story = book.Submit([outcome.OrThrow()], parsed.GetValue(why)!, PersonAtHand.Of(scope, Roles.Bidder),
                At(parsed, at, book.Calendar))[0];
            ImmutableArray<Finding> findings = outcome is Outcome<ETag>.Done done ? [.. done.Findings] : [];
            foreach (var finding in findings) scope.Terminal.MarkupLineInterpolated($"{finding.Code}: {finding.What}; {finding.Done}");
            return Print(scope, story, book.Calendar);
        }));
        return command.WithAsOf();
    }

    private static Command Import()
    {
        var files = new Argument<FileInfo[]>("FILE")
            { Description = "Tags as XML, one a file (see the gateways' README)", Arity = ArgumentArity.OneOrMore };
        var (at, why) = (AtOption(), WhyOption());
        var command = new Command("import", "Submit tags of files, all of them or none; one that is there already adds nothing")
            { files, at, why };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var sources = parsed.GetValue(files)!.Select(file => SourceFile.Load(file.FullName).OrThrow()).ToArray();
            var (tags, book) = (sources.Select(source => ReadTagXml.Read(source).OrThrow()).ToArray(), new TagBook(scope.Store));
            if (tags.GroupBy(tag => tag.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
                throw new RefusedException(new("tag-twice", $"Two files hold the tag {twice.Key}", $"{twice.Key}", "Leave one out."));
            var stories = book.Submit(tags, parsed.GetValue(why)!, PersonAtHand.Of(scope, Roles.Bidder), At(parsed, at, book.Calendar),
                batch =>
                {
                    foreach (var source in sources) batch.PutFile(source.Name, source.Content);
                });
            if (scope.IsJson) CommandScope.PrintObject(new { tags = stories.Select(Summary) });
            else CommandScope.Print(TableOf(stories, book.Calendar));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Export()
    {
        var (id, file) = (IdArgument(), new Argument<FileInfo>("FILE") { Description = "Where to write it; an existing file is kept" });
        var command = new Command("export", "Write a tag as it stands as XML") { id, file };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (story, target) = (new TagBook(scope.Store).Find(parsed.GetValue(id)!, scope.AsOf), parsed.GetValue(file)!);
            if (target.Exists)
                throw new RefusedException(new("file-exists", $"{target.Name} is there already", target.FullName, "Choose another name."));
            File.WriteAllBytes(target.FullName, WriteTagXml.Of(story.Standing.Tag));
            if (scope.IsJson) CommandScope.PrintObject(new { tag = $"{story.Standing.Tag.Id}", file = target.FullName });
            else scope.Terminal.MarkupLineInterpolated($"{story.Standing.Tag.Id} is written to {target.Name}.");
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command List()
    {
        var state = new Option<TagState?>("--state") { Description = "Only tags of this state" };
        var command = new Command("list", "Every tag and where it stands") { state };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var book = new TagBook(scope.Store);
            ImmutableArray<TagStory> stories = [.. book.All(scope.AsOf)
                .Where(tag => parsed.GetValue(state) is not { } only || tag.Standing.State == only)];
            if (scope.IsJson) CommandScope.PrintObject(new { tags = stories.Select(Summary) });
            else CommandScope.Print(TableOf(stories, book.Calendar));
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Show()
    {
        var id = IdArgument();
        var command = new Command("show", "A tag: profile, path, losses, and everything that happened to it") { id };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var book = new TagBook(scope.Store);
            return Print(scope, book.Find(parsed.GetValue(id)!, scope.AsOf), book.Calendar);
        }));
        return command.WithAsOf();
    }

    /// <summary>Prints a tag with its history.</summary>
    internal static int Print(CommandScope scope, TagStory story, MarketCalendar calendar)
    {
        if (scope.IsJson)
        {
            CommandScope.PrintObject(new
            {
                id = $"{story.Standing.Tag.Id}", version = story.Version, state = story.Standing.State, timing = story.Standing.Timing,
                waiting = story.Standing.Waiting, energy = story.Standing.Energy, change = story.Standing.Change, tag = story.Standing.Tag,
                history = story.Records.Select(each => new { kind = TagBook.NameOf(each.Fact), by = each.Fact.By, at = each.Fact.At,
                    why = each.Why, who = each.Who, recordedAt = each.RecordedAt, fact = each.Fact }),
            });
            return ExitCodes.Done;
        }
        CommandScope.Print(TableOf([story], calendar));
        var clock = new MarketClock(calendar);
        var blocks = new Table().AddColumns("From", "To", "MW asked", "MW that may flow");
        foreach (var row in TagStretch.Of(story.Standing))
            blocks.AddRow(clock.Show(row.Interval.Start), clock.Show(row.Interval.End), Show(row.Asked), Show(row.Flowing));
        CommandScope.Print(blocks);
        var history = new Table().AddColumns("Fact", "By", "At", "Why", "Written by", "Role");
        foreach (var each in story.Records)
            history.AddRow(TagBook.NameOf(each.Fact), Markup.Escape(each.Fact.By), clock.Show(each.Fact.At), Markup.Escape(each.Why),
                Markup.Escape(each.Who.Name), each.Who.Role);
        CommandScope.Print(history);
        return ExitCodes.Done;
    }

    internal static Argument<string> IdArgument() => new("TAG") { Description = "The tag's id, NYIS_DESK_A1B2C3D_ISNE" };

    internal static Option<string> WhyOption() => new("--why") { Description = "The reason", DefaultValueFactory = _ => "" };

    internal static Option<string?> AtOption() => new("--at")
        { Description = "When it happened, on the market's clock as 2026-03-06T09:30 or in UTC with a Z (default: now)" };

    /// <summary>When it happened: now, or the instant that was stated, which is not to come.</summary>
    internal static Instant At(ParseResult parsed, Option<string?> option, MarketCalendar calendar) =>
        parsed.GetValue(option) is { } text ? InstantOf(text, option.Name, calendar) : SystemClock.Instance.GetCurrentInstant();

    /// <summary>An instant in UTC, or on the market's clock; of the hour that comes twice in autumn the first.</summary>
    internal static Instant InstantOf(string text, string field, MarketCalendar calendar) =>
        InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var instant } ? instant
            : new MarketClock(calendar).Read(text, field).OrThrow();

    private static string Show(decimal mw) => mw.ToString("0.###", CultureInfo.InvariantCulture);

    private static Supply.Handoffs.Contracts.ContractNomination NominationOf(CommandScope scope, string contract, OperatingDay day) =>
        new SupplyReads(scope.Store).Nominations(day, day, scope.AsOf).Select(each => each.Body)
            .FirstOrDefault(each => each.ContractId == contract) ?? throw new RefusedException(new("no-nomination",
                $"No contract {contract} was nominated on {day}", $"contract {contract}, {day}", "Run the day first (busbar run)."));

    private static (MarketCalendar, string, Series<Mw>) OfDeal(CommandScope scope, string id, OperatingDay day)
    {
        var trade = FoldTrade.Run(new TradeBook(scope.Store).History(id, scope.AsOf)).OrThrow();
        if (trade is not { Status: not TradeStatus.Voided, Ticket.Terms: PowerDeal deal })
            throw new RefusedException(new("not-physical", $"{id} is voided or no physical power", id, "Tag a physical deal in force."));
        var calendar = MarketCalendar.Named(deal.Market);
        return (calendar, id, AuthorTag.EnergyOf(calendar, day, deal).OrThrow());
    }

    private static (MarketCalendar, string, Series<Mw>) OfFile(FileInfo file, OperatingDay day)
    {
        var inputs = ContractFiles.Read<NominationFile>(file).Of(day);
        return (inputs.Calendar, inputs.Contract.Id, NominateContract.Run(inputs).OrThrow().Energy);
    }

    private static object Summary(TagStory story) => new
    {
        id = $"{story.Standing.Tag.Id}", version = story.Version, state = story.Standing.State, timing = story.Standing.Timing.Class,
        assessedBy = story.Standing.Timing.AssessedBy, contracts = story.Contracts, start = story.Standing.Tag.Energy[0].Interval.Start,
        end = story.Standing.Tag.Energy[^1].Interval.End, mwMost = story.Standing.Tag.Energy.Max(block => block.Mw.Value),
        waiting = story.Standing.Waiting, curtailments = story.Curtailments, hasPendingChange = story.Standing.Change is not null,
    };

    private static Table TableOf(ImmutableArray<TagStory> stories, MarketCalendar calendar)
    {
        var (clock, table) = (new MarketClock(calendar),
            new Table().AddColumns("Tag", "Version", "State", "Timing", "Contract", "From", "To", "MW", "Curtailed", "Waits for"));
        foreach (var (standing, story) in stories.Select(story => (story.Standing, story)))
            table.AddRow($"{standing.Tag.Id}", story.Version.ToString(CultureInfo.InvariantCulture), $"{standing.State}",
                $"{standing.Timing.Class}", Markup.Escape(string.Join(", ", story.Contracts)),
                clock.Show(standing.Tag.Energy[0].Interval.Start), clock.Show(standing.Tag.Energy[^1].Interval.End),
                Show(standing.Tag.Energy.Max(block => block.Mw.Value)),
                TagStretch.Of(standing).Any(row => row.IsCut) ? "yes" : "", string.Join(", ", standing.Waiting));
        return table;
    }
}
