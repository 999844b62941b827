using Busbar.Digital.Portfolio.Cases;

namespace Busbar.Digital.Portfolio.Tests.Cases;

public sealed class AppraiseInitiativeTests
{
    [Fact]
    public void A_textbook_project_has_its_value_its_rate_and_its_paybacks()
    {
        // 1,000 now brings 500, 400, 300, 100: NPV at 10 % 78.82, IRR 14.49 %, payback 2.33 years (any text on capital budgeting).
        var project = SmallCase.Initiative("s", 0, 1000) with { BenefitUsd = [0, 500, 400, 300, 100] };
        var found = AppraiseInitiative.Run(project, 0.10);
        Assert.Equal(78.82, found.NpvUsd, 0.005);
        Assert.Equal(0.1449, Assert.Single(found.InternalRates), 0.00005);
        Assert.Equal(2.33, found.PaybackYears!.Value, 0.005);
        Assert.Equal(2.95, found.DiscountedPaybackYears!.Value, 0.005);
        Assert.Equal(0.3, found.Roi!.Value, 1e-12);
    }

    [Fact]
    public void Signs_that_change_twice_have_both_rates_stated()
    {
        // −1,000, 2,500, −1,540 is worth nothing at 10 % and at 40 %.
        var project = SmallCase.Initiative("p", 0, 1000, 0, 1540) with { BenefitUsd = [0, 2500] };
        Assert.Equal([0.10, 0.40], AppraiseInitiative.Run(project, 0).InternalRates.Select(rate => Math.Round(rate, 9)));
    }

    [Fact]
    public void Rates_that_only_touch_and_rates_that_do_not_exist_are_told_apart()
    {
        // (1 − 1.2 v)²: 20 %, once. 1 + v² has none. Nothing at all has none.
        var touching = SmallCase.Initiative("t", 0, 0, 2.4m) with { BenefitUsd = [1, 0, 1.44m] };
        Assert.Equal(0.2, Assert.Single(AppraiseInitiative.Run(touching, 0).InternalRates), 1e-6);
        Assert.Empty(AppraiseInitiative.Run(SmallCase.Initiative("n", 0, 0) with { BenefitUsd = [1, 0, 1] }, 0).InternalRates);
        var free = AppraiseInitiative.Run(SmallCase.Initiative("z", 0, 0), 0);
        Assert.Empty(free.InternalRates);
        Assert.Null(free.Roi);
        Assert.Equal(0, free.PaybackYears);
    }

    [Fact]
    public void Money_that_never_comes_back_or_goes_again_has_no_payback()
    {
        Assert.Null(AppraiseInitiative.Run(SmallCase.Initiative("n", 0, 10) with { BenefitUsd = [0, 5] }, 0).PaybackYears);
        Assert.Null(AppraiseInitiative.Run(SmallCase.Initiative("n", 0, 10, 0, 20) with { BenefitUsd = [0, 15] }, 0).PaybackYears);
    }
}
