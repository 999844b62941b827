using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts.Tags;

namespace Busbar.Supply.Contracts.Tags;

/// <summary>An hour in which tags do not carry what was scheduled, or the meter does not show what they carried.</summary>
/// <param name="Label">The hour.</param>
/// <param name="Code"><c>not-tagged-as-scheduled</c> or <c>not-delivered-as-tagged</c>.</param>
/// <param name="Expected">Scheduled, or due after losses in kind.</param>
/// <param name="Found">Tagged, or metered.</param>
/// <param name="Cause">What the tags themselves say about it.</param>
public sealed record TagDifference(HourEnding Label, string Code, Mwh Expected, Mwh Found, string Cause)
{
    internal static IEnumerable<TagDifference> Of(CheckoutTagsInputs inputs, CheckoutHour hour, DeliveryInterval interval)
    {
        var asked = inputs.Tags.Select(tag => (tag.Tag.Id, tag.State, Mwh: Energy(tag.Tag.Energy, interval) - Energy(tag.Energy, interval)))
            .ToArray();
        bool Differs(Mwh one, Mwh other) => Math.Abs((one - other).Value) > inputs.ToleratedMwh;
        if (Differs(hour.Tagged, hour.Scheduled))
            yield return new(hour.Label, "not-tagged-as-scheduled", hour.Scheduled, hour.Tagged,
                hour.Tagged > hour.Scheduled ? "tags carry more than was nominated" : Missing(asked, hour, inputs.ToleratedMwh));
        if (Differs(hour.Delivered, hour.Due))
            yield return new(hour.Label, "not-delivered-as-tagged", hour.Due, hour.Delivered,
                !Differs(hour.Delivered, hour.Scheduled) ? "delivered as nominated and not as tagged"
                : hour.Delivered < hour.Due ? "the source or the path delivered less than the tags carry"
                : asked.Any(tag => tag.Mwh > 0) ? "energy flowed that a curtailment or denial should have stopped"
                : "more was delivered than the tags carry");
    }

    internal Finding AsFinding(OperatingDay day) => Code == "not-tagged-as-scheduled"
        ? new(Code, Severity.Warning, $"tags carry {Found}, scheduled are {Expected}: {Cause}", $"{day} HE{Label}",
            "check the tags against the nomination")
        : new(Code, Severity.Warning, $"metered are {Found}, due are {Expected}: {Cause}", $"{day} HE{Label}",
            "inadvertent energy: settle it with the balancing authority");

    /// <summary>Cuts of tags that flow come first; what they leave open is laid to tags that never flowed.</summary>
    private static string Missing((TagId Id, TagState State, decimal Mwh)[] asked, CheckoutHour hour, decimal tolerated)
    {
        var missing = (hour.Scheduled - hour.Tagged).Value;
        var cut = asked.Where(tag => tag.Mwh > 0 && Flows(tag.State)).ToArray();
        var idle = missing - cut.Sum(tag => tag.Mwh) > tolerated ? asked.Where(tag => tag.Mwh > 0 && !Flows(tag.State)).ToArray() : [];
        string[] causes = [.. cut.Concat(idle).Select(tag => $"{tag.Id} {Word(tag.State)} {tag.Mwh:0.###} MWh")];
        if (missing - cut.Concat(idle).Sum(tag => tag.Mwh) > tolerated) causes = [.. causes, "no tag asks for the rest"];
        return string.Join("; ", causes);
    }

    private static bool Flows(TagState state) => state is TagState.Confirmed or TagState.Implemented or TagState.Terminated;

    private static string Word(TagState state) => state switch
    {
        TagState.Confirmed or TagState.Implemented => "curtailed by",
        TagState.Terminated => "ended early, short by",
        TagState.Pending => "pending with",
        _ => $"{state.ToString().ToLowerInvariant()} with",
    };

    private static decimal Energy(ImmutableArray<ProfileBlock> blocks, DeliveryInterval hour) => new TagProfile(blocks).MwhIn(hour);
}
