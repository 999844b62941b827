using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Disputes;
using Busbar.Supply.Settlement.Invoices;
using NodaTime;

namespace Busbar.Supply.Settlement.Tests.Invoices;

public sealed class InvoiceTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 24, 15, 0), Due = Instant.FromUtc(2026, 12, 1, 22, 0);
    private static readonly Actor Ann = new("Ann", Roles.Settlement), Ben = new("Ben", Roles.Settlement);
    private static readonly OperatingDay Day = OperatingDay.Of(2026, 11, 1);
    private static readonly InvoiceTaken Taken = new(Start, Ann, "I-1", "ERCOT", new(1000), Due, true);
    private static readonly PaymentProposed Proposed = new(At(1), Ann, At(100), "");
    private static readonly PaymentReleased Released = new(At(2), Ben);
    private static readonly PaymentMade Made = new(At(100), Ann, new(1000), "wire 5");

    [Fact]
    public void An_invoice_whose_lines_are_the_statements_is_clean()
    {
        var check = CheckInvoice.Run(new(Invoice([Line("S-1", 700), Line("S-2", 310), Other(-10)], 1000), "Busbar",
            [Statement("S-1", 700), Statement("S-2", 310)], []));
        var done = Assert.IsType<Outcome<InvoiceCheck>.Done>(check);
        Assert.Empty(done.Findings);
        Assert.True(done.Value.IsClean);
        Assert.Equal((new Usd(1000), new Usd(1010)), (done.Value.LinesSum, done.Value.Agreed));
    }

    [Fact]
    public void Each_way_in_which_it_can_be_wrong_is_found_and_nothing_is_forced()
    {
        var check = Assert.IsType<Outcome<InvoiceCheck>.Done>(CheckInvoice.Run(new(
            Invoice([Line("S-1", 701), Line("S-2", 310), Line("S-3", 5), Line("S-4", 50), Line("S-4", 50)], 1117), "Busbar",
            [Statement("S-1", 700), Statement("S-2", 310), Statement("S-4", 50)],
            [Invoice([Line("S-2", 310)], 310) with { InvoiceId = "I-0" }])));
        Assert.False(check.Value.IsClean);
        Assert.Equal(
            ["the statement's net amount is 700 USD", "invoice I-0 has billed that statement", "no statement of that number is kept", "",
                "invoice I-1 has billed that statement"],
            check.Value.Lines.Select(line => line.Said));
        Assert.Equal(["invoice-does-not-foot", .. Enumerable.Repeat("invoice-line-differs", 4)], check.Findings.Select(each => each.Code));
        Assert.Equal(new Usd(50), check.Value.Agreed);
    }

    [Fact]
    public void Another_participants_invoice_and_one_taken_before_are_refused()
    {
        var invoice = Invoice([Line("S-1", 700)], 700);
        Assert.Equal("another-participant", Code(CheckInvoice.Run(new(invoice, "Somebody", [], []))));
        Assert.Equal("invoice-twice", Code(CheckInvoice.Run(new(invoice, "Busbar", [], [invoice]))));
    }

    [Fact]
    public void An_invoice_stands_where_its_facts_and_the_clock_put_it()
    {
        PaymentFact[] facts = [Taken, Proposed, Released, Made with { Amount = new(400) }, Made with { At = At(120), Amount = new(600) }];
        InvoiceStanding As(Instant clock) => FoldInvoice.Run(new([.. facts], clock)).OrThrow();
        Assert.Equal((InvoiceStage.Taken, new Usd(1000)), (As(At(0)).Stage, As(At(0)).Open));
        Assert.Equal((InvoiceStage.Proposed, At(100)), (As(At(1)).Stage, As(At(1)).PayAt));
        Assert.Equal(InvoiceStage.Released, As(At(2)).Stage);
        Assert.Equal((InvoiceStage.PartlyPaid, new Usd(600)), (As(At(100)).Stage, As(At(100)).Open));
        Assert.Null(As(At(100)).IsOnTime);
        Assert.Equal((InvoiceStage.Paid, true, At(120)), (As(At(120)).Stage, As(At(120)).IsOnTime, As(At(120)).PaidAt));
        Assert.False(FoldInvoice.Run(new([Taken], Due)).OrThrow().IsOverdue);
        Assert.Equal((true, false), (FoldInvoice.Run(new([Taken], Due + Duration.Epsilon)).OrThrow().IsOverdue,
            FoldInvoice.Run(new([Taken], Due + Duration.Epsilon)).OrThrow().IsOnTime));
    }

    [Fact]
    public void Money_needs_two_people_and_comes_before_it_is_due()
    {
        Assert.Equal("not-taken", Fold(Released));
        Assert.Equal("out-of-order", Fold(Taken, Proposed with { At = Start - Duration.Epsilon }));
        Assert.Equal("own-release", Fold(Taken, Proposed, Released with { By = Ann }));
        Assert.Equal("later-than-due", Fold(Taken, Proposed with { PayAt = Due + Duration.Epsilon }));
        Assert.Equal("no-reason", Fold(Taken with { IsClean = false }, Proposed));
        Assert.Null(Fold(Taken with { IsClean = false }, Proposed with { Why = "paid first, disputed after" }));
        Assert.Equal("step-not-allowed", Fold(Taken, Made));
        Assert.Equal("step-not-allowed", Fold(Taken, Released));
        Assert.Equal("step-not-allowed", Fold(Taken, Taken));
        Assert.Equal("more-than-open", Fold(Taken, Proposed, Released, Made with { Amount = new(1000.01m) }));
        Assert.Equal("more-than-open", Fold(Taken, Proposed, Released, Made with { Amount = new(-1000) }));
        // What the market pays us is awaited, not released.
        Assert.Null(Fold(Taken with { Amount = new(-50) }, Made with { Amount = new(-50) }));
        Assert.Equal("step-not-allowed", Fold(Taken with { Amount = new(-50) }, Proposed));
    }

    [Fact]
    public void Payments_leave_on_the_last_business_day_and_sum_to_what_is_open()
    {
        var days = new SettlementDays(MarketCalendar.Ercot, [new(2026, 11, 27)]);
        // Due on the Saturday after Thanksgiving; Friday is ERCOT's own holiday, Thursday NERC's: it leaves on Wednesday.
        var saturday = MarketCalendar.Ercot.At(OperatingDay.Of(2026, 11, 28), new LocalTime(17, 0));
        ImmutableArray<InvoiceStanding> open =
            [Open("I-1", 1000, saturday), Open("I-2", -300, saturday), Open("I-3", 40, Due), Open("I-4", 0, Due)];
        var netted = SchedulePayments.Run(new(days, saturday, open, true)).OrThrow();
        Assert.Equal([(OperatingDay.Of(2026, 11, 25), 700m, "I-1 I-2", true), (OperatingDay.Of(2026, 12, 1), 40m, "I-3", false)],
            netted.Select(each => (each.Day, each.Amount.Value, string.Join(' ', each.Invoices), each.IsLate)));
        var gross = SchedulePayments.Run(new(days, saturday, open, false)).OrThrow();
        Assert.Equal(3, gross.Length);
        Assert.Equal(open.Sum(each => each.Open.Value), gross.Sum(each => each.Amount.Value));
        Assert.Equal("invoice-twice", Code(SchedulePayments.Run(new(days, saturday, [open[0], open[0]], true))));
    }

    [Fact]
    public void Ages_stand_in_their_bands_and_sum_to_what_is_open()
    {
        Instant Days(double count) => Due - Duration.FromDays(count);
        ImmutableArray<InvoiceStanding> open =
        [
            Open("a", 1, Days(-1)), Open("b", 2, Days(0)), Open("c", 4, Days(0.1)), Open("d", 8, Days(30)), Open("e", 16, Days(30.1)),
            Open("f", 32, Days(60)), Open("g", 64, Days(90)), Open("h", 128, Days(90.1)), Open("i", -7, Days(45)),
        ];
        var ages = AgeInvoices.Run(new(Due, open)).OrThrow();
        Assert.Equal(new InvoiceAges("ERCOT", false, new(3), new(12), new(48), new(64), new(128)), ages[0]);
        Assert.Equal(new InvoiceAges("ERCOT", true, default, default, new(-7), default, default), ages[1]);
        Assert.Equal(open.Sum(each => each.Open.Value), ages.Sum(each => each.Total.Value));
    }

    private static InvoiceStanding Open(string id, decimal amount, Instant due) =>
        FoldInvoice.Run(new([Taken with { InvoiceId = id, Amount = new(amount), DueAt = due, At = Instant.MinValue }], due)).OrThrow();

    private static MarketInvoice Invoice(ImmutableArray<MarketInvoiceLine> lines, decimal amount) =>
        new("ERCOT", "settlement", "Busbar", "1", "I-1", "week 45", new(2026, 11, 24), Due, null, lines, new(amount), false);

    private static MarketInvoiceLine Line(string statement, decimal amount) => new("RTM", statement, "", Day, "1", new(amount));

    private static MarketInvoiceLine Other(decimal amount) => new("Misc", "interest", "", null, "", new(amount));

    private static MarketStatement Statement(string id, decimal net) => new("ERCOT", "RTM", "Busbar", "1", Day, StatementType.Final, 2, id,
        Start, [], [], new(net + 100), new(net), false);

    private static string? Fold(params PaymentFact[] facts) => Code(FoldInvoice.Run(new([.. facts], Instant.MaxValue)));

    private static string? Code<T>(Outcome<T> outcome) => (outcome as Outcome<T>.Refused)?.Refusal.Code;

    private static Instant At(int hours) => Start + Duration.FromHours(hours);
}
