using System.Collections.Immutable;
using Busbar.Host.Cycles;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Store;
using Busbar.Supply.Handoffs.Commitment;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Commitment;

/// <summary>The base points of a day.</summary>
public static class RealTimeTables
{
    /// <summary>Every dispatch of the view's day, in order of time.</summary>
    public static ImmutableArray<StoredDocument<RealTimeDispatch>> OfDay(ScreenView view) => view.Day is not { } day ? []
        : [.. view.Reads.Store.ReadDocuments<RealTimeDispatch>(nameof(RealTimeDispatch), $"{day}/", $"{day}/~", view.AsOf)
            .OrderBy(stored => stored.Body.DecidedAt)];

    /// <summary>The dispatch in focus: the one the address names by its place from 1, else the last.</summary>
    public static RealTimeDispatch? Focus(ScreenView view)
    {
        var all = OfDay(view);
        return all.IsEmpty ? null : all[Math.Clamp(view.Number("turn", all.Length), 1, all.Length) - 1].Body;
    }

    /// <summary>The next base point of each unit with its reason.</summary>
    public static ScreenTable Points(ScreenView view)
    {
        ImmutableArray<Column> columns =
        [
            Words("Unit"), Numbers("Stands at", "MW"), Words("Read from"), Numbers("Base point", "MW"), Words("Why"), Numbers("Move", "MW"),
            Numbers("In an hour", "MW"), Numbers("Reserve held", "MW"), Numbers("Stored", "MWh"),
        ];
        return new("base-points", "Base points", columns, Focus(view) is not { } dispatch ? [] :
        [
            .. dispatch.Units.Select(unit => (ImmutableArray<Cell>)
            [
                Cell.Of(unit.Unit), Cell.Of(unit.Before.Value, 1),
                Cell.Of(Say(unit.From)).As(unit.From == ReadingSource.Telemetry ? Tone.Plain : Tone.Bad), Cell.Of(unit.Next.Value, 1),
                Cell.Of(Say(unit.Reason)), Cell.Of(unit.Next.Value - unit.Before.Value, 1),
                Cell.Of(unit.Output[Math.Min(11, unit.Output.Count - 1)].Value, 1),
                Cell.Of(unit.Reserve[0].Value, 1), unit.Stored.IsEmpty ? Cell.Empty : Cell.Of(unit.Stored[0].Value, 1),
            ]),
        ]);
    }

    /// <summary>What was imperfect about the readings and prices of the dispatch in focus, and what was done.</summary>
    public static ScreenTable Findings(ScreenView view)
    {
        ImmutableArray<Column> columns = [Words("Code"), Words("What"), Words("Done")];
        var found = Focus(view) is { } dispatch ? view.Reads.Store.ReadDocument<ShardFindings>(
            new("Findings", RealTime.ShardOf(dispatch.DecidedAt)), view.AsOf)?.Body.Findings : null;
        return new("real-time-findings", "Findings", columns,
        [
            .. (found ?? []).Select(finding => (ImmutableArray<Cell>)[Cell.Of(finding.Code), Cell.Of(finding.What), Cell.Of(finding.Done)]),
        ]);
    }

    /// <summary>What the fleet did and is to do: output before each dispatch, and the outlook of the last.</summary>
    public static ChartModel Picture(ScreenView view, RealTimeDispatch dispatch)
    {
        var given = OfDay(view).Where(stored => stored.Body.DecidedAt <= dispatch.DecidedAt).TakeLast(24).ToList();
        var ahead = dispatch.Units[0].Output;
        string[] labels = [.. given.Select(stored => Clock(view, stored.Body.Units[0].Output.Start)),
            .. Enumerable.Range(1, ahead.Count - 1).Select(at => Clock(view, ahead.IntervalAt(at).Start))];
        var past = given.Select(stored => stored.Body.Units.Sum(unit => (double)unit.Next.Value)).ToList();
        var outlook = Enumerable.Range(0, ahead.Count).Select(at => dispatch.Units.Sum(unit => (double)unit.Output[at].Value)).ToList();
        return new("Base points given, and the outlook", "MW", [.. labels],
        [
            ChartLine.Of("Given", ChartKind.Step, 1, [.. past, .. Enumerable.Repeat(double.NaN, ahead.Count - 1)]),
            ChartLine.Of("Outlook", ChartKind.Dashed, 3, [.. Enumerable.Repeat(double.NaN, past.Count - 1), .. outlook]),
        ]);
    }

    private static string Clock(ScreenView view, NodaTime.Instant at) => view.Clock.Show(at)[11..];

    private static string Say(ReadingSource from) => from switch
    {
        ReadingSource.Telemetry => "telemetry", ReadingSource.LastGood => "last output",
        _ => "schedule, no reading",
    };

    private static string Say(BasePointReason reason) => reason switch
    {
        BasePointReason.Off => "off", BasePointReason.Out => "out, or not able to start", BasePointReason.Starts => "starts",
        BasePointReason.Stops => "stops", BasePointReason.PriceAboveCost => "price above cost: at maximum",
        BasePointReason.ReserveHeld => "reserve held", BasePointReason.PriceBelowCost => "price below cost: at minimum",
        BasePointReason.PriceMeetsCost => "price meets cost", BasePointReason.RampUp => "ramp-bound upwards",
        BasePointReason.RampDown => "ramp-bound downwards", BasePointReason.LookAhead => "for a later price",
        BasePointReason.Weather => "what the weather gives", BasePointReason.Charges => "charges",
        BasePointReason.Discharges => "discharges", _ => "waits for a better price",
    };
}
