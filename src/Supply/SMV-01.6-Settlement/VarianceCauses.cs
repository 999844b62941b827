using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Supply.Settlement;

/// <summary>Reads the likely cause of a difference out of the two lines' numbers: a turned sign, another meter read, another price version,
/// a cent of rounding. A cause is suggested only where it accounts for the whole difference.</summary>
public static class VarianceCauses
{
    private static readonly Usd Cent = new(0.01m);

    /// <summary>The variance of two lines of one charge, asset and interval.</summary>
    public static Variance Suggest(SettlementLine ours, StatementLine iso, Usd tolerance)
    {
        var (cause, evidence) = CauseOf(ours, iso, tolerance);
        return new(ours.Code, ours.Asset, ours.Interval, ours.Amount, iso.Amount, cause, evidence);
    }

    private static (VarianceCause, string) CauseOf(SettlementLine ours, StatementLine iso, Usd tolerance)
    {
        var sameQuantity = iso.Quantity == ours.Quantity;
        var samePrice = iso.Rate == ours.Rate;
        if (sameQuantity && samePrice && Near(iso.Amount, ours.Amount.ToCents(), Cent))
            return (VarianceCause.Rounding,
                $"Quantity and price agree; {ours.Amount} in cents is {ours.Amount.ToCents()}, the ISO billed {iso.Amount}.");
        if (Near(iso.Amount, -ours.Amount, tolerance))
            return (VarianceCause.Sign, $"The ISO billed {iso.Amount}, the opposite of our {ours.Amount}.");
        if (!sameQuantity && samePrice && Near(iso.Amount, iso.Quantity * iso.Rate, tolerance))
            return (VarianceCause.Meter, $"The ISO billed {iso.Quantity}, we have {ours.Quantity}; the price {ours.Rate} agrees.");
        if (sameQuantity && !samePrice && Near(iso.Amount, iso.Quantity * iso.Rate, tolerance))
            return (VarianceCause.PriceVersion,
                $"The ISO billed at {iso.Rate}, we have {ours.Rate}; the quantity {ours.Quantity} agrees.");
        return (VarianceCause.Unexplained,
            $"The ISO billed {iso.Amount} for {iso.Quantity} at {iso.Rate}; ours is {ours.Amount} for {ours.Quantity} at {ours.Rate}.");
    }

    private static bool Near(Usd a, Usd b, Usd tolerance) => Math.Abs((a - b).Value) <= tolerance.Value;
}
