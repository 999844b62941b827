using System.Collections.Immutable;
using System.Globalization;
using Busbar.Supply.Commitment.Editing;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Host.Screens.Commitment;

/// <summary>The cells of the offer form as a person typed them, read into an offer; what cannot be read is a fault of its cell.</summary>
/// <param name="StartUp">USD a start.</param>
/// <param name="MinimumLoad">USD an hour.</param>
/// <param name="Segments">The curve; rows with nothing in them are left out.</param>
/// <param name="Faults">Everything wrong, cell by cell; empty when the offer may be saved.</param>
public sealed record OfferCells(
    decimal StartUp, decimal MinimumLoad, ImmutableArray<OfferSegment> Segments, ImmutableArray<CellFault> Faults)
{
    /// <summary>Reads the cells of a unit's offer.</summary>
    public static OfferCells Read(UnitOffer offer, string startUp, string minimumLoad, string[] mw, string[] price)
    {
        var faults = ImmutableArray.CreateBuilder<CellFault>();
        var (start, minimum) = (Number(startUp, -1, "start-up"), Number(minimumLoad, -1, "minimum-load"));
        var segments = ImmutableArray.CreateBuilder<OfferSegment>();
        var rows = new List<int>();
        for (var row = 0; row < Math.Min(mw.Length, price.Length); row++)
        {
            if (string.IsNullOrWhiteSpace(mw[row]) && string.IsNullOrWhiteSpace(price[row])) continue;
            segments.Add(new(new(Number(mw[row], row, "mw")), new(Number(price[row], row, "price"))));
            rows.Add(row);
        }
        if (faults.Count == 0)
            faults.AddRange(EditOffer.FaultsOf(offer, start, minimum, segments.ToImmutable())
                .Select(fault => fault.Row >= 0 && fault.Row < rows.Count ? fault with { Row = rows[fault.Row] } : fault));
        return new(start, minimum, segments.ToImmutable(), faults.ToImmutable());

        decimal Number(string text, int row, string field)
        {
            if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e9m)
                return number;
            faults.Add(new("not-a-number", row, field, $"'{text}' is not a number"));
            return 0;
        }
    }
}
