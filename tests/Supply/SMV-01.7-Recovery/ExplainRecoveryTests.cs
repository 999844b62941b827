using System.Globalization;
using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Recovery.Tests;

public sealed class ExplainRecoveryTests
{
    [Fact]
    public void The_factor_opens_down_to_accounts_sales_and_the_balance()
    {
        var inputs = RecoveryCase.Read("florida-average-balance.txt").Inputs();
        var factor = ExplainRecovery.Run(CloseMonth.Run(inputs).OrThrow(), inputs.Clause);
        Assert.Equal("61.2541666667", factor.Value);
        var (average, trueUp) = (factor.Because[0], factor.Because[1]);
        Assert.Equal(60, Number(average));
        var cost = average.Because[0];
        Assert.Equal(Number(cost), cost.Because.Sum(Number));
        Assert.Equal(["555", "547", "447"], cost.Because.Select(account => account.Name.Split(' ')[0]));
        var balance = trueUp.Because[0];
        Assert.Equal(Number(balance), balance.Because.Sum(Number));
        Assert.Contains("2000000 × 0.06 ÷ 12", balance.Because[2].Formula);
    }

    [Fact]
    public void Interest_on_the_opening_balance_says_so()
    {
        var inputs = RecoveryCase.Read("avista-idaho-2025-01.txt").Inputs();
        var factor = ExplainRecovery.Run(CloseMonth.Run(inputs).OrThrow(), inputs.Clause);
        var interest = factor.Because[1].Because[0].Because[2];
        Assert.Equal("opening balance", interest.Because[0].Name);
        Assert.Contains("-7714835 × 0.05 ÷ 12", interest.Formula);
    }

    private static decimal Number(Explain node) => decimal.Parse(node.Value, NumberStyles.Number, CultureInfo.InvariantCulture);
}
