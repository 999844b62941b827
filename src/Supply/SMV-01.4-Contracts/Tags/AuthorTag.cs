using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts.Tags;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Contracts.Tags;

/// <summary>What a tag is written from.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="Day">The operating day.</param>
/// <param name="Contract">Contract or deal whose energy it is; an owner on the route names it.</param>
/// <param name="Code">The author's seven letters or digits for this tag.</param>
/// <param name="Route">Where the energy goes.</param>
/// <param name="Energy">MW at the source in each hour of the day, not below 0.</param>
public sealed record AuthorTagInputs(
    MarketCalendar Calendar, OperatingDay Day, string Contract, string Code, TagRoute Route, Series<Mw> Energy);

/// <summary>Writes a day's tag of a contract or deal: hours of one MW after another become a block, hours of nothing are left out, and
/// blocks begin and end with the route's ramp. A tag's levels are whole MW (the database of a public implementation of the schema 1.7 has
/// no decimals): each hour is rounded once, half away from zero.</summary>
public static class AuthorTag
{
    /// <summary>The tag; a finding <c>rounded-to-whole-mw</c> keeps the residue in sight. Refuses <c>hours-do-not-match</c>,
    /// <c>wrong-route</c>, <c>bad-ramp</c>, <c>nothing-to-tag</c>, and what <see cref="FollowTag"/> refuses of a tag.</summary>
    public static Outcome<ETag> Run(AuthorTagInputs inputs)
    {
        var (route, where) = (inputs.Route, $"contract {inputs.Contract}, {inputs.Day}");
        if (inputs.Energy.RefuseUnlessWholeDay(inputs.Calendar, inputs.Day, $"energy of {inputs.Contract}") is { } hours) return hours;
        if (route.Path.IsDefaultOrEmpty || route.Market.IsDefaultOrEmpty || route.Market.All(owner => owner.Contract != inputs.Contract))
            return new Refusal("wrong-route", $"no owner on the route has the contract {inputs.Contract}", where,
                "Give the route of this contract.");
        if (route.RampMinutes is < 0 or > TagRefusals.MostRampMinutes)
            return new Refusal("bad-ramp", $"a ramp of {route.RampMinutes} minutes", where,
                $"Give 0 to {TagRefusals.MostRampMinutes} minutes.");
        var whole = inputs.Energy.Select(mw => decimal.Round(mw.Value, 0, MidpointRounding.AwayFromZero));
        var energy = Blocks(whole, Duration.FromMinutes(route.RampMinutes));
        if (energy.IsEmpty) return new Refusal("nothing-to-tag", "no hour has energy", where, "Tag a day with energy.");
        return TagId.Parse($"{route.Path[0].Entity}_{route.Author}_{inputs.Code}_{route.Path[^1].Entity}") switch
        {
            Outcome<TagId>.Done { Value: var id } => Checked(inputs, new(id, route.Author, route.Market,
                [.. route.Path.Select(leg => Segment(leg, inputs.Calendar.WholeDay(inputs.Day)))], energy, route.CarbonCopies),
                whole.Values.Sum() - inputs.Energy.Values.Sum(mw => mw.Value)),
            Outcome<TagId>.Refused refused => refused.Refusal,
            _ => throw new InvalidOperationException("An outcome is done or refused."),
        };
    }

    /// <summary>MW of a physical deal in each hour of a day. Refuses <c>not-delivered</c>: a day outside its term, or a shape with a
    /// hole.</summary>
    public static Outcome<Series<Mw>> EnergyOf(MarketCalendar calendar, OperatingDay day, PowerDeal deal)
    {
        var hours = calendar.HoursOf(day);
        var mw = deal.FirstDay.CompareTo(day) > 0 || deal.LastDay.CompareTo(day) < 0 ? [null]
            : hours.Zip(calendar.LabelsOf(day), (hour, label) =>
                Terms.ResolveTerms.MwOf(new Handoffs.Contracts.ShapedQuantity(deal.Shape), calendar, day, hour, label)).ToArray();
        return mw.Any(each => each is null)
            ? new Refusal("not-delivered", "the deal does not deliver in every hour of the day", $"{deal.Location}, {day}",
                $"Choose a day of its term, {deal.FirstDay} to {deal.LastDay}.")
            : new Series<Mw>(hours[0].Start, hours[0].Length, [.. mw.Select(each => each!.Value)]);
    }

    private static Outcome<ETag> Checked(AuthorTagInputs inputs, ETag tag, decimal residue) => TagRefusals.Of(tag) is { } refusal
        ? refusal
        : Outcome.Of(tag, residue == 0 && inputs.Energy.Values.All(mw => mw.Value == decimal.Truncate(mw.Value)) ? []
            : [new Finding("rounded-to-whole-mw", Severity.Note, $"the tag carries {residue:+0.###;-0.###;0} MWh more than nominated",
                $"tag {tag.Id}", "each hour was rounded to whole MW")]);

    private static ImmutableArray<ProfileBlock> Blocks(Series<decimal> mw, Duration ramp)
    {
        var blocks = ImmutableArray.CreateBuilder<ProfileBlock>();
        for (var i = 0; i < mw.Count; i++)
        {
            var hour = mw.IntervalAt(i);
            if (mw[i] == 0) continue;
            if (blocks.Count > 0 && blocks[^1] is { } last && last.Interval.End == hour.Start && last.Mw.Value == mw[i])
                blocks[^1] = last with { Interval = new(last.Interval.Start, hour.End) };
            else blocks.Add(new(hour, new(mw[i]), ramp, ramp));
        }
        return blocks.ToImmutable();
    }

    private static PhysicalSegment Segment(RouteLeg leg, DeliveryInterval day) => new(leg.Kind, leg.Entity, leg.From, leg.To,
        [.. leg.Held.Select(held => new TransmissionAllocation(held.Oasis, held.Customer,
            [new(day, held.Mw, Duration.Zero, Duration.Zero)]))], leg.LossFraction, leg.Losses);
}
