using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Checkers.Trading;
using Busbar.Supply.Forecasting;
using Busbar.Supply.Handoffs.Forecasting;
using Busbar.Supply.Handoffs.Trading.Bidding;
using Busbar.Supply.Trading.Bidding;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar trade bids --day D</c>: how much of the load to buy day-ahead and which virtuals to place under a risk budget, from
/// the spreads of past days of the season; checked again by code of its own.</summary>
internal static class TradeBidsCommand
{
    private const int Scenarios = 500;
    private const int SeasonDays = 45;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var day = RunCommand.DayOption("--day", "The operating day bid for");
        var budget = Number("--budget", "Most CVaR 95 of the loss against bidding the forecast, USD", 5_000);
        var perHour = Number("--virtual-mw", "Most INC or DEC in an hour, MW", 25);
        var perDay = Number("--virtual-mwh", "Most virtuals over the day, MWh", 200);
        var charge = Number("--charge", "Fees and uplift of a cleared MWh of virtuals or deviation, USD", 0.5);
        var lowest = Number("--lowest", "Least load bought day-ahead, percent of the forecast", 80);
        var highest = Number("--highest", "Most, percent", 120);
        var command = new Command("bids", "Day-ahead bids for load and virtuals under a risk budget")
            { day, budget, perHour, perDay, charge, lowest, highest };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var limits = new BidLimits(parsed.GetValue(lowest), parsed.GetValue(highest), new(parsed.GetValue(perHour)),
                new(parsed.GetValue(perDay)), new(parsed.GetValue(charge)), new(parsed.GetValue(charge)), new(parsed.GetValue(budget)));
            return Decide(scope, parsed.GetValue(day), limits);
        }));
        return command.WithAsOf();
    }

    private static int Decide(CommandScope scope, OperatingDay day, BidLimits limits)
    {
        var reads = new SupplyReads(scope.Store);
        var profile = reads.Profile(scope.AsOf) ?? throw new RefusedException(new("no-utility", "The store has no utility", "profile",
            "Import one, or start with busbar demo."));
        var calendar = Markets.CalendarOf(profile);
        var gate = DayAheadGate.Of(calendar, day);
        // Nothing that was not known at the gate decides a bid.
        var known = scope.AsOf with { KnownAt = Instant.Min(scope.AsOf.KnownAt, gate) };
        var load = reads.OfDay<LoadForecast>(day, known)?.Body.UtilityLoad ?? throw new RefusedException(new("missing-document",
            $"No load forecast of {day} was known at the gate", $"LoadForecast {day}", $"Run the day: busbar run --from {day} --to {day}"));
        var scenarios = DrawSpreads.Run(new(calendar, day, History(reads, profile.Location, calendar, day, known), SeasonDays, Scenarios,
            1))
            .OrThrow();
        var plan = DecideBids.Run(new(calendar, day, profile.Location, load, scenarios, limits)).OrThrow();
        var faults = CheckBids.Run(new(plan, load, scenarios, limits));
        if (scope.IsJson) CommandScope.PrintObject(new { plan, faults });
        else
        {
            var table = new Table().AddColumns("Hour", "Forecast", "Load", "INC", "DEC", "Spread P5", "Mean", "P95", "Gain USD", "Why");
            foreach (var (hour, i) in plan.Hours.Select((hour, i) => (hour, i)))
                table.AddRow($"HE{calendar.HourEndingOf(hour.Hour.Start)}", Text(load[i].Value), Text(hour.Load.Value),
                    Text(hour.Increment.Value),
                    Text(hour.Decrement.Value), Text(hour.Spread.Low.Value), Text(hour.Spread.Mean.Value), Text(hour.Spread.High.Value),
                    Text(hour.ExpectedGain.Value), Markup.Escape(hour.Why));
            CommandScope.Print(table);
            scope.Terminal.MarkupLineInterpolated($"Expected gain {plan.ExpectedGain}, CVaR 95 {plan.CostOfTail}; {plan.Basis}");
            foreach (var fault in faults) scope.Terminal.MarkupLineInterpolated($"[red]{fault.Code}:[/] {fault.What}");
        }
        return faults.IsEmpty ? ExitCodes.Done : ExitCodes.Found;
    }

    /// <summary>Every day before the one bid for whose day-ahead and real-time prices were known whole by then.</summary>
    private static ImmutableArray<PricedDay> History(
        SupplyReads reads, string location, MarketCalendar calendar, OperatingDay day, AsOf known)
    {
        var names = Markets.SeriesOf(reads.Profile(known)!);
        var (dayAhead, realTime) = (names.Price(location, "da", "lmp"), names.Price(location, "rt", "lmp"));
        if (reads.Store.SeriesExtent(dayAhead) is not { } extent) return [];
        var days = ImmutableArray.CreateBuilder<PricedDay>();
        foreach (var past in calendar.DayOf(extent.From).Through(day.Plus(-1)))
        {
            var whole = calendar.WholeDay(past);
            var (da, rt) = (reads.Hours(dayAhead, whole, known), reads.Hours(realTime, whole, known));
            if (da.Concat(rt).All(double.IsFinite)) days.Add(new(past, Series(whole, da), Series(whole, rt)));
        }
        return days.ToImmutable();
    }

    private static Series<UsdPerMwhEstimate> Series(DeliveryInterval day, double[] prices) =>
        new(day.Start, Duration.FromHours(1), [.. prices.Select(price => new UsdPerMwhEstimate(price))]);

    private static Option<double> Number(string name, string description, double otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise };

    private static string Text(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
