using Busbar.Kernel.Quantities;
using Busbar.Supply.Contracts.Invoices;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Tests;

namespace Busbar.Supply.Contracts.Tests.Invoices;

public sealed class CheckInvoiceTests
{
    // 250 MWh at 40, and 10 MW of capacity at 1,000.
    private static readonly ContractInvoice Ours = Agreements.Measure(Agreements.Month(Agreements.Of(DeliveryObligation.AsAvailable,
        Agreements.AroundTheClock(10), clauses: new(Capacity: new(new(10), 1000, 0.9m))), Given.Autumn));

    private static ReceivedInvoice Theirs(params ReceivedLine[] lines) =>
        new("pa", Given.Autumn, "INV-7", [.. lines], new(lines.Sum(line => line.Amount.Value)));

    private static readonly ReceivedLine Capacity = new(ChargeKind.Capacity, 10, new(10_000));

    [Theory]
    [InlineData(250, 10_000, DifferenceCause.None, 0, 0)]
    [InlineData(250, 10_000.004, DifferenceCause.None, 0, 0.004)]
    [InlineData(260, 10_400, DifferenceCause.Quantity, 400, 0)]
    [InlineData(250, 10_250, DifferenceCause.Price, 0, 250)]
    [InlineData(260, 10_920, DifferenceCause.Price, 400, 520)]
    public void A_difference_is_split_into_quantity_and_price(
        double quantity, double amount, DifferenceCause cause, double fromQuantity, double fromPrice)
    {
        var check = CheckInvoice.Run(new(Ours, Theirs(Capacity, new(ChargeKind.Energy, (decimal)quantity, new((decimal)amount))))).OrThrow();
        var energy = check.Lines[0];
        Assert.Equal((cause, (decimal)fromQuantity, (decimal)fromPrice), (energy.Cause, energy.Quantity.Value, energy.Price.Value));
        Assert.Equal(energy.Difference, energy.Quantity + energy.Price);
        Assert.Equal(energy.Difference, check.Difference);
    }

    [Fact]
    public void A_forgotten_and_an_unknown_charge_are_named()
    {
        var outcome = CheckInvoice.Run(new(Ours, Theirs(new(ChargeKind.Energy, 250, new(10_000)), new(ChargeKind.Starts, 1, new(500)))));
        Assert.Equal([(ChargeKind.Energy, DifferenceCause.None), (ChargeKind.Starts, DifferenceCause.NotOwed),
            (ChargeKind.Capacity, DifferenceCause.NotBilled)], outcome.OrThrow().Lines.Select(line => (line.Kind, line.Cause)));
        Assert.Equal(new Usd(-9_500), outcome.OrThrow().Difference);
        Assert.Equal(["invoice-differs", "invoice-differs"], Given.FindingsOf(outcome).Select(finding => finding.Code));
    }

    [Fact]
    public void An_invoice_that_does_not_add_is_found_and_one_of_another_month_refused()
    {
        var theirs = Theirs(new(ChargeKind.Energy, 250, new(10_000)), Capacity);
        Assert.Empty(Given.FindingsOf(CheckInvoice.Run(new(Ours, theirs))));
        Assert.Equal("invoice-does-not-add",
            Assert.Single(Given.FindingsOf(CheckInvoice.Run(new(Ours, theirs with { Total = new(1) })))).Code);
        Assert.Equal("wrong-invoice", Given.CodeOf(CheckInvoice.Run(new(Ours, theirs with { Month = Given.Spring }))));
    }
}
