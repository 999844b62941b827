using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Handoffs.Contracts.Tags;

/// <summary>An electronic tag: the request for interchange that moves power from one balancing authority to another. Fields as in the
/// NAESB Electronic Tagging Functional Specification 1.8; its table of contents was at hand, lengths and codes are from memory.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Author">The purchasing-selling entity that wrote it.</param>
/// <param name="Market">Who owns the energy from generation to load, in order.</param>
/// <param name="Physical">Where it flows: generation, transmission, load, in order.</param>
/// <param name="Energy">MW at the source, in order of time, without overlap.</param>
/// <param name="CarbonCopies">Entities that are told and not asked.</param>
public sealed record ETag(
    TagId Id, string Author, ImmutableArray<MarketSegment> Market, ImmutableArray<PhysicalSegment> Physical,
    ImmutableArray<ProfileBlock> Energy, ImmutableArray<string> CarbonCopies)
{
    /// <summary>Who must approve: every balancing authority and transmission provider on the path, and the first and last owner.</summary>
    [JsonIgnore]
    public ImmutableArray<string> ApprovalEntities =>
        [.. Physical.Select(segment => segment.Entity).Append(Market[0].Pse).Append(Market[^1].Pse)
            .Where(entity => entity != Author).Distinct()];

    /// <summary>When it begins to flow, ramp included.</summary>
    [JsonIgnore]
    public Instant RampStart => Energy[0].Interval.Start - Energy[0].RampAtStart / 2;
}

/// <summary>One owner of the energy.</summary>
/// <param name="Pse">Purchasing-selling entity.</param>
/// <param name="Product">Energy product: <c>G-F</c> firm, <c>G-NF</c> not firm.</param>
/// <param name="Contract">Contract between it and the next.</param>
public sealed record MarketSegment(string Pse, string Product, string Contract);

/// <summary>One stretch of the physical path.</summary>
/// <param name="Kind">Generation, transmission or load.</param>
/// <param name="Entity">Balancing authority, or transmission provider.</param>
/// <param name="From">Point of receipt; of generation the resource.</param>
/// <param name="To">Point of delivery; of load the sink.</param>
/// <param name="Reservations">Transmission that carries it; none for generation and load.</param>
/// <param name="LossFraction">Part of the energy lost, 0 to below 1.</param>
/// <param name="Losses">How the loss is made good.</param>
public sealed record PhysicalSegment(
    SegmentKind Kind, string Entity, string From, string To, ImmutableArray<TransmissionAllocation> Reservations, decimal LossFraction,
    LossMethod Losses);

/// <summary>What a stretch of the physical path is.</summary>
public enum SegmentKind
{
    /// <summary>Where the energy is made.</summary>
    Generation,
    /// <summary>One provider's system.</summary>
    Transmission,
    /// <summary>Where it is used.</summary>
    Load,
}

/// <summary>How losses are made good.</summary>
public enum LossMethod
{
    /// <summary>Less is delivered than is received.</summary>
    InKind,
    /// <summary>As much is delivered, and the provider is paid.</summary>
    Financial,
}

/// <summary>A transmission reservation that a tag uses.</summary>
/// <param name="Oasis">Assignment reference on OASIS.</param>
/// <param name="Customer">Who holds it.</param>
/// <param name="Capacity">MW over time.</param>
public sealed record TransmissionAllocation(string Oasis, string Customer, ImmutableArray<ProfileBlock> Capacity);

/// <summary>MW over a stretch of time. A ramp straddles the boundary, half before and half after.</summary>
public sealed record ProfileBlock(DeliveryInterval Interval, Mw Mw, Duration RampAtStart, Duration RampAtEnd);
