using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Contracts.Tags;

namespace Busbar.Supply.Contracts.Tags;

/// <summary>How a contract's energy goes from its source to its sink: what tags of every day have in common.</summary>
/// <param name="Author">The purchasing-selling entity that writes the tags.</param>
/// <param name="Market">Who owns the energy, from source to sink.</param>
/// <param name="Path">Where it flows: generation, transmission, load. The first and last entity are the balancing authorities.</param>
/// <param name="RampMinutes">Length of each ramp, 0 to 60; it straddles the boundary of its block.</param>
/// <param name="CarbonCopies">Entities that are told and not asked.</param>
public sealed record TagRoute(
    string Author, ImmutableArray<MarketSegment> Market, ImmutableArray<RouteLeg> Path, int RampMinutes,
    ImmutableArray<string> CarbonCopies);

/// <summary>A stretch of a route; its fields are those of <see cref="PhysicalSegment"/>.</summary>
/// <param name="Held">Transmission held with this provider, the same MW in every hour.</param>
public sealed record RouteLeg(
    SegmentKind Kind, string Entity, string From, string To, ImmutableArray<HeldTransmission> Held, decimal LossFraction,
    LossMethod Losses);

/// <summary>A reservation of so many MW.</summary>
/// <param name="Oasis">Assignment reference.</param>
/// <param name="Customer">Who holds it.</param>
/// <param name="Mw">Its capacity.</param>
public sealed record HeldTransmission(string Oasis, string Customer, Mw Mw);
