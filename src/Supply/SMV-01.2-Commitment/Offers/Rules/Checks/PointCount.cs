namespace Busbar.Supply.Commitment.Offers.Rules.Checks;

/// <summary>A curve has at most so many points.</summary>
internal static class PointCount
{
    public static OfferRule Of(string code, int most, string source, SourceStanding standing) => new(code, source, standing, check =>
        check.Offered.Where(hour => hour.Curve.Length > most).Select(hour => OfferFault.Refused(
            $"the curve has {hour.Curve.Length} points; the market takes {most}", "Join neighbouring points.", hour.Interval)));
}
