using Busbar.Kernel.Outcomes;

namespace Busbar.Kernel.Tests.Outcomes;

/// <summary>A value with its findings, or a refusal with its facts; a number that shows its working.</summary>
public sealed class OutcomeTests
{
    private static readonly Refusal Late = new("late-price", "No price", "2017-03-12 HE04", "Import it.");

    [Fact]
    public void Value_becomes_done_without_findings()
    {
        Outcome<int> outcome = 7;
        Assert.Empty(Assert.IsType<Outcome<int>.Done>(outcome).Findings);
        Assert.Equal(7, outcome.OrThrow());
    }

    [Fact]
    public void Findings_travel_with_the_value()
    {
        var finding = new Finding("meter-filled", Severity.Warning, "No read", "meter 7", "took yesterday's");
        Assert.Equal([finding], Assert.IsType<Outcome<int>.Done>(Outcome.Of(7, [finding])).Findings);
    }

    [Fact]
    public void Refusal_stops_a_caller_that_cannot_go_on_with_a_message_for_a_person()
    {
        Outcome<int> outcome = Late;
        var thrown = Assert.Throws<RefusedException>(() => outcome.OrThrow());
        Assert.Equal(Late, thrown.Refusal);
        Assert.Equal("No price (2017-03-12 HE04). Import it. [late-price]", thrown.Message);
    }

    [Fact]
    public void A_value_made_from_another_keeps_its_findings_and_a_refusal_stays()
    {
        var finding = new Finding("late", Severity.Note, "one hour late", "HE02", "used as it is");
        var done = Assert.IsType<Outcome<string>.Done>(Outcome.Of(7, [finding]).Select(value => $"{value} MW"));
        Assert.Equal("7 MW", done.Value);
        Assert.Equal([finding], done.Findings);
        var refusal = new Refusal("gate-closed", "too late", "bid", "Bid before the gate.");
        Outcome<int> refused = refusal;
        Assert.Equal(refusal, Assert.IsType<Outcome<string>.Refused>(refused.Select(value => $"{value}")).Refusal);
    }

    [Fact]
    public void Explanation_opens_down_to_its_sources()
    {
        var read = Explain.Leaf("metered energy", "100", "MWh", "meter 7, version 2");
        var price = Explain.Leaf("real-time LMP", "12.938767", "USD/MWh", "PJM Western Hub");
        var line = new Explain("energy charge", "1293.88", "USD", "100 MWh × 12.938767 USD/MWh", "two-settlement", [read, price]);

        Assert.Equal([read, price], line.Because);
        Assert.Empty(read.Because);
        Assert.Empty(read.Formula);
    }

    [Theory]
    [InlineData(2.4, 2.5, Better.Lower, true)]
    [InlineData(2.6, 2.5, Better.Lower, false)]
    [InlineData(2.5, 2.5, Better.Higher, true)]
    [InlineData(2.4, 2.5, Better.Higher, false)]
    [InlineData(2.4, 2.5, Better.Neither, null)]
    [InlineData(null, 2.5, Better.Lower, null)]
    [InlineData(2.4, null, Better.Lower, null)]
    public void Metric_is_on_target_on_its_good_side(double? value, double? target, Better better, bool? isOnTarget) =>
        Assert.Equal(isOnTarget, new Metric("SMV-01.1", "MAPE", value, "%", target, better, "mean |a − f| / a", []).IsOnTarget);
}
