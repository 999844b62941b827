using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts.Tags;

namespace Busbar.Supply.Contracts.Tags;

/// <summary>A day's tags beside what we scheduled and what was metered.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="Day">The operating day.</param>
/// <param name="Tags">Every tag of the schedule, as it stood in the end.</param>
/// <param name="Scheduled">MW nominated in each hour, at the source.</param>
/// <param name="Metered">MWh metered at the sink, or at the source.</param>
/// <param name="LossPrice">What providers charge for losses that are made good in money.</param>
/// <param name="ToleratedMwh">Difference of an hour that needs no word, at least 0.</param>
/// <param name="IsMeteredAtSource">True when the meter is the plant's own: what it shows then loses in kind on the way as the tags
/// say.</param>
public sealed record CheckoutTagsInputs(
    MarketCalendar Calendar, OperatingDay Day, ImmutableArray<TagStanding> Tags, Series<Mw> Scheduled, Series<decimal> Metered,
    UsdPerMwh LossPrice, decimal ToleratedMwh, bool IsMeteredAtSource = false);

/// <summary>The checkout of a day.</summary>
/// <param name="Hours">One an hour of the day.</param>
/// <param name="LossCharge">Financial losses at the loss price.</param>
/// <param name="Differences">Where energy differs by more than tolerated, with what caused it.</param>
public sealed record TagCheckout(
    OperatingDay Day, ImmutableArray<CheckoutHour> Hours, Usd LossCharge, ImmutableArray<TagDifference> Differences);

/// <summary>An hour of a checkout.</summary>
/// <param name="Scheduled">What we nominated.</param>
/// <param name="Tagged">What tags carried at the source.</param>
/// <param name="Due">What they had to deliver at the sink: tagged less losses in kind.</param>
/// <param name="Delivered">What was metered there, or at the source less losses in kind.</param>
/// <param name="LossInKind">Lost on the way and not delivered.</param>
/// <param name="LossPaid">Lost on the way and paid for.</param>
public sealed record CheckoutHour(HourEnding Label, Mwh Scheduled, Mwh Tagged, Mwh Due, Mwh Delivered, Mwh LossInKind, Mwh LossPaid);

/// <summary>Checks tags out after the fact, hour by hour, ramps integrated. Each provider takes its losses of what reaches it; in kind the
/// rest flows on, in money all of it does.</summary>
public static class CheckoutTags
{
    /// <summary>The checkout; findings <c>not-tagged-as-scheduled</c> and <c>not-delivered-as-tagged</c> name each hour. Refuses
    /// <c>hours-do-not-match</c>.</summary>
    public static Outcome<TagCheckout> Run(CheckoutTagsInputs inputs)
    {
        if ((inputs.Scheduled.RefuseUnlessWholeDay(inputs.Calendar, inputs.Day, "schedule")
            ?? inputs.Metered.RefuseUnlessWholeDay(inputs.Calendar, inputs.Day, "meter")) is { } refusal) return refusal;
        var tags = inputs.Tags.Select(tag => (tag.Tag, Profile: new TagProfile(tag.Energy))).ToArray();
        ImmutableArray<CheckoutHour> hours = [.. inputs.Calendar.HoursOf(inputs.Day).Zip(inputs.Calendar.LabelsOf(inputs.Day))
            .Select((hour, i) => Checkout(inputs, tags, hour.First, hour.Second, i))];
        ImmutableArray<TagDifference> differences =
            [.. hours.SelectMany((hour, i) => TagDifference.Of(inputs, hour, inputs.Scheduled.IntervalAt(i)))];
        return Outcome.Of(
            new TagCheckout(inputs.Day, hours, new Mwh(hours.Sum(hour => hour.LossPaid.Value)) * inputs.LossPrice, differences),
            differences.Select(each => each.AsFinding(inputs.Day)));
    }

    private static CheckoutHour Checkout(
        CheckoutTagsInputs inputs, (ETag Tag, TagProfile Profile)[] tags, DeliveryInterval hour, HourEnding label, int index)
    {
        var (tagged, due, paid) = (0m, 0m, 0m);
        foreach (var (tag, profile) in tags)
        {
            var energy = profile.MwhIn(hour);
            tagged += energy;
            foreach (var segment in tag.Physical)
            {
                var loss = energy * segment.LossFraction;
                if (segment.Losses == LossMethod.InKind) energy -= loss;
                else paid += loss;
            }
            due += energy;
        }
        var delivered = inputs.Metered[index] * (inputs.IsMeteredAtSource && tagged > 0 ? due / tagged : 1);
        return new(label, new(inputs.Scheduled[index].Value), new(tagged), new(due), new(delivered), new(tagged - due), new(paid));
    }
}
