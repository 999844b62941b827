using Busbar.Gateways.Journals;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Gateways.Tests.Journals;

public sealed class JournalCsvTests
{
    private static JournalLine Line(string entry, Account account, decimal amount) =>
        new(new LocalDate(2025, 11, 2), entry, account, "load", "load", new Usd(amount), "1200, day \"one\"");

    [Fact]
    public void A_debit_and_a_credit_stand_without_sign_in_columns_of_their_own() => Assert.Equal(
        "date,entry,account,title,book,asset,debit,credit,reference\n"
        + "2025-11-02,a,555,Purchased power,load,load,12.50,,\"1200, day \"\"one\"\"\"\n"
        + "2025-11-02,a,232,Accounts payable,load,load,,12.50,\"1200, day \"\"one\"\"\"\n",
        JournalCsv.Of([Line("a", Accounts.PurchasedPower, 12.5m), Line("a", Accounts.AccountsPayable, -12.5m)]).OrThrow());

    [Theory]
    [InlineData(12.50, -12.49, "unbalanced-journal")]
    [InlineData(12.505, -12.505, "not-in-cents")]
    public void What_does_not_balance_or_is_not_in_cents_does_not_leave(double debit, double credit, string code) =>
        Assert.Equal(code, Assert.IsType<Outcome<string>.Refused>(JournalCsv.Of([Line("a", Accounts.PurchasedPower, (decimal)debit),
            Line("a", Accounts.AccountsPayable, (decimal)credit)])).Refusal.Code);
}
