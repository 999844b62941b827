using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;
using NodaTime;

namespace Busbar.Supply.Contracts.Terms;

/// <summary>A contract and what its terms refer to, over a day, a month or any period.</summary>
/// <param name="Calendar">The market's clock and blocks.</param>
/// <param name="Contract">The terms.</param>
/// <param name="First">First day of the period.</param>
/// <param name="Last">Last day of the period.</param>
/// <param name="Indices">Published prices and index numbers.</param>
/// <param name="Events">When the plant was not fully available; stretches do not overlap.</param>
public sealed record ResolveTermsInputs(
    MarketCalendar Calendar, Contract Contract, OperatingDay First, OperatingDay Last, MarketIndices Indices,
    ImmutableArray<AvailabilityEvent> Events);

/// <summary>Binds a contract's terms to hours: MW we may take, MW each side owes, and the price. Days outside the term have no hours.
/// Source: EEI Master Power Purchase and Sale Agreement, Schedule P (Firm (LD), Unit Firm); WSPP Agreement, Schedules A to C.</summary>
public static class ResolveTerms
{
    /// <summary>The hours; finding <c>index-carried</c> where a fuel price is that of an earlier day. Refuses <c>outside-term</c>,
    /// <c>impossible-terms</c>, <c>overlapping-events</c>, <c>missing-index</c>, <c>missing-hour</c>.</summary>
    public static Outcome<ResolvedTerms> Run(ResolveTermsInputs inputs)
    {
        var agreement = AgreementOf.Contract(inputs.Contract);
        if (TermsRefusals.Of(agreement) is { } impossible) return impossible;
        ImmutableArray<OperatingDay> days = [.. inputs.First.Through(inputs.Last)
            .Where(day => day.CompareTo(agreement.FirstDay) >= 0 && day.CompareTo(agreement.LastDay) <= 0)];
        if (days.IsEmpty)
            return new Refusal("outside-term", $"the contract delivers from {agreement.FirstDay} to {agreement.LastDay}",
                $"contract {agreement.Id}, {inputs.First} to {inputs.Last}", "Leave it out of this period, or enter its extension.");
        if (Overlap(inputs.Events) is { } overlap)
            return new Refusal("overlapping-events", $"two availability events cover {overlap.Start}", $"contract {agreement.Id}",
                "Cut one of them: an hour is available once.");
        var prices = new PriceOfHour(agreement, inputs.Indices);
        var hours = ImmutableArray.CreateBuilder<ResolvedHour>();
        foreach (var day in days)
        {
            if (prices.OpenDay(day) is { } missing) return missing;
            foreach (var (hour, label) in inputs.Calendar.HoursOf(day).Zip(inputs.Calendar.LabelsOf(day)))
            {
                if (prices.Refuse(hour, $"{day} HE{label}") is { } gap) return gap;
                if (MwOf(agreement.Quantity, inputs.Calendar, day, hour, label) is not { } mw)
                    return new Refusal("missing-hour", "the shape has no MW for the hour", $"contract {agreement.Id}, {day} HE{label}",
                        "Give MW for every hour of the term.");
                hours.Add(Resolve(agreement, hour, $"{day} HE{label}", mw, prices, inputs.Events));
            }
        }
        return Outcome.Of(new ResolvedTerms(agreement, hours.ToImmutable()), prices.Findings);
    }

    private static ResolvedHour Resolve(
        PowerAgreement agreement, DeliveryInterval hour, string label, Mw mw, PriceOfHour prices, ImmutableArray<AvailabilityEvent> events)
    {
        var lost = events.Sum(each => (1 - each.Available) * HoursIn(each.Interval, hour));
        var (entitled, available) = agreement.Quantity is PlantQuantity ? (mw * (1 - lost), 1 - lost) : (mw, 1 - lost);
        var (seller, buyer) = agreement.Obligation switch
        {
            DeliveryObligation.Firm => (mw, mw),
            DeliveryObligation.UnitContingent => (mw * available, mw * available),
            DeliveryObligation.Tolled => (entitled, Mw.Zero),
            _ => (Mw.Zero, Mw.Zero),
        };
        return new(hour, label, entitled, seller, buyer, prices.Of(hour), prices.FloatingOf(hour), available,
            events.Any(each => each.IsExcused && HoursIn(each.Interval, hour) > 0));
    }

    /// <summary>Hours of a stretch that lie in an interval.</summary>
    internal static decimal HoursIn(DeliveryInterval stretch, DeliveryInterval interval)
    {
        var (start, end) = (Instant.Max(stretch.Start, interval.Start), Instant.Min(stretch.End, interval.End));
        return end <= start ? 0 : (decimal)(end - start).ToInt64Nanoseconds() / NodaConstants.NanosecondsPerHour;
    }

    /// <summary>MW of an hour; null when the shape does not reach it.</summary>
    internal static Mw? MwOf(ContractQuantity quantity, MarketCalendar calendar, OperatingDay day, DeliveryInterval hour, HourEnding label) =>
        quantity switch
        {
            ShapedQuantity { Shape.Hourly: { } hourly } =>
                hour.Start >= hourly.Start && hour.Start < hourly.End ? hourly.At(hour.Start) : null,
            ShapedQuantity shaped => shaped.Shape.Blocks.Contains(calendar.BlockOf(hour.Start)) ? shaped.Shape.Mw : Mw.Zero,
            ProfileQuantity profile => profile.Months[day.Date.Month - 1][label.Hour - 1],
            PlantQuantity plant => plant.Nameplate * plant.Share,
            _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "A quantity is shaped, a profile or a plant."),
        };

    private static DeliveryInterval? Overlap(ImmutableArray<AvailabilityEvent> events)
    {
        var sorted = events.Select(each => each.Interval).Order().ToArray();
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i].Start < sorted[i - 1].End) return sorted[i];
        return null;
    }
}
