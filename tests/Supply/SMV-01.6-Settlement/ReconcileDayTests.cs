using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Supply.Settlement.Tests;

public sealed class ReconcileDayTests
{
    private static readonly ShadowStatement Ours = SampleDay.Statement(SampleDay.Inputs(SampleDay.Plain));

    // The load's day-ahead energy in the hour ending 1: 600 MWh at 31.07 USD/MWh.
    private static readonly SettlementLine First = Ours.Lines[0];

    [Fact]
    public void A_statement_in_cents_agrees_within_half_a_cent_a_line()
    {
        var result = Reconcile(Iso());
        Assert.Empty(result.Variances);
        Assert.Equal(Ours.Lines.Length, result.LinesCompared);
        Assert.Equal(Iso().Sum(line => line.Amount.Value) - Ours.Lines.Sum(line => line.Amount.Value), result.WithinTolerance.Value);
        Assert.True(result.IsAgainstSimulation);
    }

    private static readonly BilledQuantity Meter = new Mwh(601);
    private static readonly BilledRate Price = new UsdPerMwh(31.08m);

    public static TheoryData<string, VarianceCause> Causes() => new()
    {
        { "left out", VarianceCause.MissingLine }, { "twice", VarianceCause.UnexpectedLine }, { "unknown", VarianceCause.UnexpectedLine },
        { "meter", VarianceCause.Meter }, { "price", VarianceCause.PriceVersion }, { "sign", VarianceCause.Sign },
            { "cent", VarianceCause.Rounding },
        { "both", VarianceCause.Unexplained }, { "amount", VarianceCause.Unexplained },
            { "meter that does not account for it", VarianceCause.Unexplained },
    };

    [Theory]
    [MemberData(nameof(Causes))]
    public void Each_cause_is_told_from_the_numbers(string what, VarianceCause cause)
    {
        var lines = Iso();
        var line = lines[0];
        ImmutableArray<StatementLine> spoilt = what switch
        {
            "left out" => lines.RemoveAt(0),
            "twice" => lines.Add(line),
            "unknown" => lines.Add(line with { Code = "OTHER" }),
            "meter" => lines.SetItem(0, line with { Quantity = Meter, Amount = (Meter * line.Rate).ToCents() }),
            "price" => lines.SetItem(0, line with { Rate = Price, Amount = (line.Quantity * Price).ToCents() }),
            "sign" => lines.SetItem(0, line with { Amount = -line.Amount }),
            "cent" => lines.SetItem(0, line with { Amount = line.Amount + new Usd(0.01m) }),
            "both" => lines.SetItem(0, line with { Quantity = new Mwh(601), Rate = new UsdPerMwh(31), Amount = new(18631) }),
            "amount" => lines.SetItem(0, line with { Amount = line.Amount + new Usd(3) }),
            _ => lines.SetItem(0, line with { Quantity = new Mwh(601), Amount = new(12345.67m) }),
        };
        var variance = Assert.Single(Reconcile(spoilt).Variances);
        Assert.Equal(cause, variance.Cause);
        Assert.Equal(First.Interval, variance.Interval);
        Assert.NotEqual("", variance.Evidence);
        Assert.Equal(variance.Iso - variance.Shadow, variance.Difference);
    }

    [Fact]
    public void Two_errors_that_cancel_are_two_variances()
    {
        var lines = Iso();
        var spoilt = lines.SetItem(0, lines[0] with { Amount = lines[0].Amount + new Usd(100) })
            .SetItem(1, lines[1] with { Amount = lines[1].Amount - new Usd(100) });
        Assert.Equal(2, Reconcile(spoilt).Variances.Length);
    }

    [Fact]
    public void Statements_of_another_day_or_not_known_yet_and_a_negative_tolerance_are_refused()
    {
        var iso = Statement(Iso());
        var inputs = new ReconcileDayInputs(SampleDay.Plain, Ours.SettledAt, Ours, iso, ReconcileDayInputs.RoundingOfALine);
        Assert.Equal("another-day", Refused(inputs with { Day = SampleDay.Spring }));
        Assert.Equal("another-day", Refused(inputs with { Iso = iso with { Day = SampleDay.Spring } }));
        Assert.Equal("not-known-yet",
            Refused(inputs with { Iso = iso with { PublishedAt = Ours.SettledAt + NodaTime.Duration.FromHours(1) } }));
        Assert.Equal("not-known-yet", Refused(inputs with { ReconciledAt = Ours.SettledAt - NodaTime.Duration.FromHours(1) }));
        Assert.Equal("negative-tolerance", Refused(inputs with { Tolerance = new(-0.01m) }));
    }

    private static string Refused(ReconcileDayInputs inputs) =>
        Assert.IsType<Outcome<Reconciliation>.Refused>(ReconcileDay.Run(inputs)).Refusal.Code;

    private static Reconciliation Reconcile(ImmutableArray<StatementLine> lines) =>
        ReconcileDay.Run(new(SampleDay.Plain, Ours.SettledAt, Ours, Statement(lines), ReconcileDayInputs.RoundingOfALine)).OrThrow();

    private static IsoStatement Statement(ImmutableArray<StatementLine> lines) =>
        new(SampleDay.Plain, "initial", Ours.SettledAt, lines, lines.Aggregate(Usd.Zero, (sum, line) => sum + line.Amount), true);

    private static ImmutableArray<StatementLine> Iso() =>
        [.. Ours.Lines.Select(line =>
            new StatementLine(line.Code, line.Asset, line.Interval, line.Quantity, line.Rate, line.Amount.ToCents()))];
}
