using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers.Rules.Checks;

/// <summary>Outputs and prices have no more decimals than the market keeps.</summary>
internal static class DecimalPlaces
{
    public static OfferRule Of(string code, int mw, int price, string source, SourceStanding standing) => new(code, source, standing,
        check =>
        check.Offered.Select(hour => Of(hour, mw, price)).OfType<OfferFault>());

    private static OfferFault? Of(OfferHour hour, int mw, int price)
    {
        var output = hour.Curve.Select(point => point.Output.Value)
            .Concat([hour.Limits.EmergencyMin.Value, hour.Limits.EconomicMin.Value, hour.Limits.EconomicMax.Value,
                hour.Limits.EmergencyMax.Value, hour.SelfSchedule?.Value ?? 0]);
        if (output.Any(value => decimal.Round(value, mw) != value))
            return OfferFault.Refused($"an output has more than {mw} decimals", "Round minima up and maxima down.", hour.Interval);
        var prices = hour.Curve.Select(point => point.Price.Value).Append(hour.Minimum.PerMwh.Value);
        decimal[] money = [hour.StartUp.Hot.Value, hour.StartUp.Intermediate.Value, hour.StartUp.Cold.Value, hour.Minimum.PerHour.Value];
        return prices.Any(value => decimal.Round(value, price) != value) || money.Any(value => decimal.Round(value, 2) != value)
            ? OfferFault.Refused($"a price has more than {price} decimals, or an amount is not in cents", "Round it.",
                hour.Interval) : null;
    }
}
