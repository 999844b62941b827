using System.Collections.Immutable;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Contracts.Terms;

/// <summary>The published numbers that contracts refer to.</summary>
/// <param name="DayAhead">Day-ahead price at the contract's location, USD/MWh, by the hour; null when not needed.</param>
/// <param name="RealTime">Real-time price there.</param>
/// <param name="Published">Fuel prices by gas day (USD/MMBtu) and index numbers by day of publication, in any order.</param>
public sealed record MarketIndices(
    Series<decimal>? DayAhead = null, Series<decimal>? RealTime = null, ImmutableArray<IndexValue> Published = default);

/// <summary>One published number.</summary>
public sealed record IndexValue(string Name, OperatingDay Day, decimal Value);
