using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Recovery.Filing;
using static Busbar.Supply.Handoffs.Recovery.Filing.FilingExpression;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>The months of a clause as numbers and formulas: from the accounts, the energy, the rates and the orders of each month to its
/// balance, which must be the one on the books.</summary>
internal sealed class RecoveryMonths(DatasetBuilder sheet, DescribeRecoveryInputs inputs)
{
    public static readonly (string, int) Usd = ("USD", 2);
    public static readonly (string, int) Mwh = ("MWh", 3);
    public static readonly (string, int) Price = ("USD/MWh", 2);
    public static readonly (string, int) Share = ("share", 2);

    private readonly RecoveryClause clause = inputs.Clause;
    private readonly RecoveryShape shape = new(inputs.Clause, inputs.Months);

    private string Rule => clause.LegalSource;

    public static RecoveryShape Describe(DatasetBuilder sheet, DescribeRecoveryInputs inputs)
    {
        var months = new RecoveryMonths(sheet, inputs);
        months.Terms();
        (RecoveryMonth, ClauseWorking)? before = null;
        foreach (var (month, working) in months.shape.Months)
        {
            months.Month(month, working, before is null ? "opening" : "closing." + DatasetBuilder.Key(month.Month.PlusMonths(-1)));
            before = (month, working);
        }
        months.Totals();
        RecoverySchedules.Describe(sheet, inputs, months.shape);
        return months.shape;
    }

    public static ImmutableArray<AccountCost> Accounts(DescribeRecoveryInputs inputs) =>
        [.. inputs.Months.SelectMany(month => month.Costs).DistinctBy(cost => cost.Account)];

    private void Terms()
    {
        var first = shape.Months.First();
        var before = $"closing balance before {DatasetBuilder.Key(first.Month)}";
        if (shape.HasFactor) sheet.Value("factor-in-force", "the factor in force", clause.FactorInForce.Value, Price, Rule);
        if (!shape.HasBands) sheet.Value("customer-share", "the customers' share of a deferral", clause.CustomerShare, Share, Rule);
        if (shape.HasOneRate) sheet.Value("annual-interest", "the annual interest rate", clause.AnnualInterest, Share, Rule);
        if (shape.HasRetailAdjustment)
            sheet.Value("adjustment-rate", "the retail adjustment rate", clause.RetailAdjustmentRate.Value, Price, Rule);
        sheet.Value("opening", "the balance before the period", first.Month.OpeningBalance.Value, Usd, before);
        if (shape.IsAmortised)
            sheet.Value("amortising-opening", "the amortising balance before the period", first.Working.AmortisingOpening.Value, Usd,
                before);
        if (!shape.HasBands) return;
        sheet.Value("year-before", "deviation of the sharing year before the period",
            YearBefore(first.Month, first.Working.YearDeviation.Value - first.Working.Deviation.Value), Usd, before);
        foreach (var (band, i) in clause.Bands.Select((band, i) => (band, i + 1)))
        {
            if (band.From is { } from) sheet.Value($"band.{i}.from", $"lower end of sharing band {i}", from.Value, Usd, Rule);
            if (band.To is { } to) sheet.Value($"band.{i}.to", $"upper end of sharing band {i}", to.Value, Usd, Rule);
            sheet.Value($"band.{i}.share", $"customers' share in sharing band {i}", band.CustomerShare, Share, Rule);
        }
    }

    private decimal YearBefore(RecoveryMonth month, decimal so) => month.Month.Month == clause.YearStartsInMonth ? 0 : so;

    private void Month(RecoveryMonth month, ClauseWorking working, string before)
    {
        var m = DatasetBuilder.Key(month);
        sheet.Formula("eligible." + m, $"eligible cost, {m}", Usd, SumOf(month.Costs.Select(cost => sheet.Value($"cost.{cost.Account}.{m}",
            $"account {cost.Account}, {cost.Title}, {m}", cost.Amount.Value, Usd, $"journals of {m}, account {cost.Account}"))
            .ToList()), Rule);
        sheet.Value("sales." + m, $"retail sales, {m}", month.RetailSales.Value, Mwh, $"retail meters, {m}");
        if (shape.IsLossAdjusted)
            sheet.Value("adjusted." + m, $"sales at the loss multipliers, {m}", working.AdjustedSales.Value, Mwh,
                $"retail meters by voltage × loss multipliers, {m}");
        if (shape.IsShared)
        {
            sheet.Value("share." + m, $"the jurisdiction's share of system cost, {m}", working.Share, Share,
                clause.FixedShare is null ? $"energy at the loss multipliers, {m}" : Rule);
            sheet.Formula("jurisdictional." + m, $"jurisdictional cost, {m}", Usd, Named("eligible." + m) * Named("share." + m), Rule);
        }
        sheet.Value("booked." + m, $"balance per books, {m}", month.ClosingBalance.Value, Usd, $"journal {month.Journal.Id}");
        Revenue(month, working, m);
        Deferral(month, m);
        Balance(working, m, before);
    }

    private void Revenue(RecoveryMonth month, ClauseWorking working, string m)
    {
        var terms = new List<FilingExpression>();
        if (shape.HasAuthorisedCost)
        {
            sheet.Formula("authorised." + m, $"authorised cost, {m}", Usd, SumOf(month.Costs.Select(cost =>
                sheet.Value($"base.{cost.Account}.{m}", $"authorised cost, account {cost.Account}, {m}", cost.Base.Value, Usd, Rule))
                .ToList()), Rule);
            terms.Add(shape.IsShared ? Named("authorised." + m) * Named("share." + m) : Named("authorised." + m));
        }
        if (shape.HasRetailAdjustment)
        {
            // Authorised energy is not kept in a closed month; it is what the adjustment was made of.
            sheet.Value("base-sales." + m, $"authorised retail sales, {m}", clause.RetailAdjustmentRate.Value == 0 ? month.RetailSales.Value
                : month.RetailSales.Value + working.RetailAdjustment.Value / clause.RetailAdjustmentRate.Value, Mwh, Rule);
            sheet.Formula("adjustment." + m, $"retail adjustment, {m}", Usd,
                (Named("base-sales." + m) - Named("sales." + m)) * Named("adjustment-rate"), Rule);
            terms.Add(0m - Named("adjustment." + m));
        }
        if (shape.HasFactor) terms.Add(Named($"{shape.Sales}.{m}") * Named("factor-in-force"));
        sheet.Formula($"{shape.Base}.{m}", $"{(shape.HasRider ? "base" : "billed")} revenue, {m}", Usd,
            terms.Count == 0 ? 0m : terms.Aggregate((sum, term) => sum + term), Rule);
        if (!shape.HasRider) return;
        Rider(month, working, m);
        sheet.Formula("billed." + m, $"billed revenue, {m}", Usd, Named("base-revenue." + m) + Named("rider-revenue." + m), "base + rider");
    }

    private void Rider(RecoveryMonth month, ClauseWorking working, string m)
    {
        var (words, billed) = ($"rider revenue, {m}", ClauseStep.Recovered(clause, working.AdjustedSales, working.Rider));
        if (billed != working.RiderRevenue)
        {
            sheet.Value("rider-revenue." + m, words, working.RiderRevenue.Value, Usd, $"rider revenue as booked, {m}");
            return;
        }
        var at = DatasetBuilder.Key(month.Month.PlusMonths(-clause.RiderLagMonths));
        var isFiled = clause.RiderLagMonths > 0 && month.Month.PlusMonths(-clause.RiderLagMonths) >= inputs.Months[0].Month;
        var isCarried = clause.RiderTakesBackOverRecovery && shape.HasOverRecovery;
        if (isFiled)
            sheet.Formula("rider." + m, $"the rider, {m}", ("USD/MWh", 4), (isCarried
                ? Named($"{shape.Part}.{at}") - Named("over-recovery." + at) : Named($"{shape.Part}.{at}")) / Named($"{shape.Sales}.{at}"),
                $"customers' part{(isCarried ? " less over-recovery" : "")} ÷ sales of {at}");
        else
            sheet.Value("rider." + m, $"the rider, {m}", working.Rider.Value, ("USD/MWh", 4), $"rider in force, {m}; {Rule}");
        sheet.Formula("rider-revenue." + m, words, Usd, (clause.RevenueTaxFactor == 1 ? Named($"{shape.Sales}.{m}") * Named("rider." + m)
            : Named($"{shape.Sales}.{m}") * (Named("rider." + m) / Named("revenue-tax-factor"))).Round(2), Rule);
        if (!isCarried) return;
        if (isFiled)
            sheet.Formula("over-recovery." + m, $"over-recovery, {m}", Usd, Named("rider-revenue." + m)
                - (Named($"{shape.Sales}.{at}") * Named("rider." + m)).Round(2), $"rider revenue less rider × sales of {at}");
        else
            sheet.Value("over-recovery." + m, $"over-recovery, {m}", working.OverRecovery.Value, Usd, $"as closed, {m}; {Rule}");
    }

    private void Deferral(RecoveryMonth month, string m)
    {
        FilingExpression deviation = Named($"{shape.Cost}.{m}") - Named($"{shape.Base}.{m}");
        FilingExpression part;
        if (shape.HasBands)
        {
            FilingExpression year = month.Month.Month == clause.YearStartsInMonth ? 0m : Named(month == inputs.Months[0] ? "year-before"
                : "year." + DatasetBuilder.Key(month.Month.PlusMonths(-1)));
            sheet.Formula("year." + m, $"deviation of the sharing year so far, {m}", Usd, year + deviation, Rule);
            part = Shared(Named("year." + m)) - Shared(year);
        }
        else
        {
            part = deviation * Named("customer-share");
        }
        sheet.Formula($"{shape.Part}.{m}", shape.RiderLowersDeferral ? $"customers' part, {m}" : $"deferral, {m}", Usd,
            part.Round(2), Rule);
        if (shape.RiderLowersDeferral)
            sheet.Formula("deferral." + m, $"deferral, {m}", Usd, Named("customer." + m) - Named("rider-revenue." + m),
                "customers' part less rider revenue");
    }

    /// <summary>The customers' part of a yearly deviation: of each band, its share of what lies between zero and the deviation.</summary>
    private FilingExpression Shared(FilingExpression year)
    {
        FilingExpression Within(FilingExpression amount, int i)
        {
            if (clause.Bands[i].From is not null) amount = new Fold(FilingFold.Max, [amount, Named($"band.{i + 1}.from")]);
            return clause.Bands[i].To is null ? amount : new Fold(FilingFold.Min, [amount, Named($"band.{i + 1}.to")]);
        }
        return new Fold(FilingFold.Sum, [.. clause.Bands.Select((_, i) =>
            (Within(year, i) - Within(0m, i)) * Named($"band.{i + 1}.share"))]);
    }

    private void Balance(ClauseWorking working, string m, string before)
    {
        var change = Named("deferral." + m);
        if (shape.HasOrders)
        {
            sheet.Value("disallowed." + m, $"disallowed, {m}", working.Disallowed.Value, Usd, $"orders of {m}");
            sheet.Value("transferred." + m, $"moved to the amortising balance, {m}", working.Transferred.Value, Usd, $"orders of {m}");
            change = change - Named("disallowed." + m) - Named("transferred." + m);
        }
        if (!shape.HasOneRate)
            sheet.Value("rate." + m, $"the annual interest rate, {m}", working.AnnualRate, Share, $"published rate of {m}");
        Carry("", before, change, m);
        if (!shape.IsAmortised) return;
        sheet.Value("amortising-booked." + m, $"amortising balance per books, {m}", working.AmortisingClosing.Value, Usd,
            $"journal recovery {m}, {clause.AmortisingAccount}");
        FilingExpression paid = shape.HasRider ? Named("rider-revenue." + m) : 0m;
        Carry("amortising-", "amortising-" + before, (shape.HasOrders ? Named("transferred." + m) : 0m) - paid, m);
    }

    private void Carry(string which, string before, FilingExpression change, string m)
    {
        var words = which.Length == 0 ? "" : " of the amortising balance";
        sheet.Formula($"{which}bearing.{m}", $"balance that bears interest{words}, {m}", Usd,
            clause.InterestBasis == InterestBasis.OpeningBalance ? Named(before)
                : (Named(before) + Named(before) + change) / 2m, Rule);
        sheet.Formula($"{which}interest.{m}", $"interest{words}, {m}", Usd,
            (Named($"{which}bearing.{m}") * Named(shape.HasOneRate ? "annual-interest" : "rate." + m) / 12m).Round(2), Rule);
        sheet.Formula($"{which}closing.{m}", $"closing balance{words}, {m}", Usd, Named(before) + change + Named($"{which}interest.{m}"),
            Rule);
        sheet.Foot($"{which}booked.{m}", $"{which}closing.{m}");
    }

    private void Totals()
    {
        foreach (var account in Accounts(inputs)) Total("cost." + account.Account, "account " + account.Account, Usd);
        Total("eligible", "eligible cost", Usd);
        if (shape.IsShared) Total("jurisdictional", "jurisdictional cost", Usd);
        if (shape.HasAuthorisedCost) Total("authorised", "authorised cost", Usd);
        Total("sales", "retail sales", Mwh);
        if (shape.IsLossAdjusted) Total("adjusted", "sales at the loss multipliers", Mwh);
        if (shape.HasRider)
        {
            Total("base-revenue", "base revenue", Usd);
            Total("rider-revenue", "rider revenue", Usd);
        }
        Total("billed", "billed revenue", Usd);
        Total("deferral", "deferral", Usd);
        Total("interest", "interest", Usd);
        if (shape.IsAmortised) Total("amortising-interest", "interest on the amortising balance", Usd);
        sheet.Foot("eligible", Accounts(inputs).Select(account => "cost." + account.Account));
    }

    private void Total(string id, string words, (string, int) unit) =>
        sheet.Formula(id, words + " of the period", unit, SumOf(inputs.Months.Where(month => Exists(id, month))
            .Select(month => $"{id}.{DatasetBuilder.Key(month)}")), "sum of the months");

    /// <summary>An account may be in the books of some months only.</summary>
    public static bool Exists(string id, RecoveryMonth month) =>
        !id.StartsWith("cost.", StringComparison.Ordinal) || month.Costs.Any(cost => "cost." + cost.Account == id);
}
