using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using NodaTime;

namespace Busbar.Supply.Handoffs.Trading;

/// <summary>The desk's whole open position bucketed to months and blocks, with options at their delta.</summary>
/// <param name="MeasuredAt">The clock of the position.</param>
/// <param name="MarkDay">The marks it is valued at.</param>
/// <param name="Cells">One a book, commodity, location, month and block.</param>
public sealed record ConsolidatedPosition(Instant MeasuredAt, OperatingDay MarkDay, ImmutableArray<PositionCell> Cells);

/// <summary>What a book holds of one month and block; long positive.</summary>
/// <param name="Book">The book.</param>
/// <param name="Commodity">What is held.</param>
/// <param name="Market">The market.</param>
/// <param name="Location">Where.</param>
/// <param name="Month">First day of the month.</param>
/// <param name="Block">The block; for fuel <see cref="PeakBlock.OnPeak"/>, the whole month.</param>
/// <param name="Contracted">MWh or MMBtu of everything but options.</param>
/// <param name="Delta">The same with options at their delta: what the value moves by when the price moves by one.</param>
/// <param name="Gamma">What delta moves by when the price moves by one.</param>
/// <param name="ValueUsd">Value at the marks.</param>
public sealed record PositionCell(
    string Book, Commodity Commodity, string Market, string Location, OperatingDay Month, PeakBlock Block, double Contracted, double Delta,
    double Gamma, double ValueUsd);
