using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Credit;

/// <summary>Measures what counterparties owe us and could come to owe. Current exposure is by netting set at the marks; potential exposure
/// simulates every curve to the first of each month and values what is then still to be delivered. A margin period lies between the last
/// collateral and close-out. Delivered energy leaves the simulation; invoices stay until they are due.</summary>
public static class MeasureExposure
{
    /// <summary>Exposure with its sets, profiles and ages; findings <c>over-limit</c>, <c>potential-over-limit</c>, <c>past-due</c>,
    /// <c>deal-not-valued</c>, <c>contract-without-energy</c>. Refuses <c>unknown-counterparty</c>, <c>counterparty-twice</c>,
    /// <c>unknown-rating</c>, <c>unknown-master</c>, <c>impossible-master</c>, <c>impossible-simulation</c>, <c>missing-curve</c>,
    /// <c>missing-volatility</c>, <c>missing-index</c>.</summary>
    public static Outcome<ExposureReport> Run(MeasureExposureInputs inputs)
    {
        if (ExposureRefusals.Of(inputs) is { } refusal) return refusal;
        var cut = new CreditLegs(inputs);
        var legs = cut.Cut();
        if (cut.Refusal is { } missing) return missing;
        var book = new SimulatedBook(inputs, legs);
        if (book.Refusal is { } unknown) return unknown;
        var sets = NettingSets.Of(inputs, legs, book.ValueNow);
        var profiles = ExposurePaths.Profiles(inputs, book);
        ImmutableArray<CounterpartyExposure> exposures = [.. inputs.Counterparties.Zip(profiles, (party, profile) =>
            Exposure(inputs.Policy, party, [.. sets.Where(set => set.Counterparty == party.Id)], profile))];
        ImmutableArray<ReceivableAge> ages = [.. inputs.Counterparties.Select(party => Age(inputs, party.Id))];
        return Outcome.Of(new ExposureReport(new(inputs.MeasuredAt, exposures), sets, profiles, ages),
            [.. cut.Findings, .. exposures.SelectMany(OverLimit), .. ages.SelectMany(PastDue)]);
    }

    private static CounterpartyExposure Exposure(
        CreditPolicy policy, Counterparty party, ImmutableArray<NettingSet> sets, ExposureProfile profile)
    {
        var limit = policy.Ratings.First(terms => terms.Rating == party.Rating).Limit;
        return new(party.Id, UsdEstimate.From(new Usd(sets.Sum(set => set.Current.Value))),
            new(profile.Points.Max(point => point.Potential95.Value)), new(TimeAverage(profile.Points)),
            limit < party.CreditLimit ? limit : party.CreditLimit, new(sets.Sum(set => set.Call.Value)));
    }

    private static double TimeAverage(ImmutableArray<ExposurePoint> points)
    {
        if (points.Length == 1) return points[0].Expected.Value;
        var area = 0.0;
        for (var i = 1; i < points.Length; i++)
            area += (points[i].Expected.Value + points[i - 1].Expected.Value) / 2 * SimulatedBook.Years(points[i - 1].Day, points[i].Day);
        return area / SimulatedBook.Years(points[0].Day, points[^1].Day);
    }

    private static ReceivableAge Age(MeasureExposureInputs inputs, string party)
    {
        Usd Between(int from, int to) => new(-inputs.Invoices.Where(each => each.Counterparty == party && each.Amount < Usd.Zero)
            .Where(each => NodaTime.Period.DaysBetween(each.Due.Date, inputs.MarkDay.Date) is var days && days >= from && days <= to)
            .Sum(each => each.Amount.Value));
        return new(party, Between(int.MinValue, 0), Between(1, 30), Between(31, 60), Between(61, 90), Between(91, int.MaxValue));
    }

    private static IEnumerable<Finding> OverLimit(CounterpartyExposure party)
    {
        if (party.Current.Value > (double)party.Limit.Value)
            yield return new("over-limit", Severity.Error, $"{party.Counterparty} owes {party.Current}, its limit is {party.Limit}",
                $"counterparty {party.Counterparty}", "call collateral, or deal no more with it");
        else if (party.Potential.Value > (double)party.Limit.Value)
            yield return new("potential-over-limit", Severity.Warning,
                $"{party.Counterparty} could come to owe {party.Potential}, its limit is {party.Limit}",
                $"counterparty {party.Counterparty}", "reported");
    }

    private static IEnumerable<Finding> PastDue(ReceivableAge age)
    {
        var late = age.To60 + age.To90 + age.Over90;
        if (late > Usd.Zero)
            yield return new("past-due", Severity.Warning, $"{age.Counterparty} is more than 30 days late with {late}",
                $"counterparty {age.Counterparty}", "counted as receivable");
    }
}
