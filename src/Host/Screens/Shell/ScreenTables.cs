using System.Collections.Immutable;
using Busbar.Host.Screens.Commitment;
using Busbar.Host.Screens.Contracts;
using Busbar.Host.Screens.Forecasting;
using Busbar.Host.Screens.Records;
using Busbar.Host.Screens.Recovery;
using Busbar.Host.Screens.Risk;
using Busbar.Host.Screens.Settlement;
using Busbar.Host.Screens.Trading;

namespace Busbar.Host.Screens.Shell;

/// <summary>Every table of the pages by its name, so that an export holds exactly what its page shows.</summary>
public static class ScreenTables
{
    /// <summary>The tables.</summary>
    public static ImmutableSortedDictionary<string, Func<ScreenView, ScreenTable>> All { get; } =
        new Dictionary<string, Func<ScreenView, ScreenTable>>
        {
            ["forecast-hours"] = ForecastTables.Hours,
            ["forecast-days"] = ForecastTables.Days,
            ["portfolio-plan"] = ForecastTables.Plan,
            ["forecast-reviews"] = ReviewView.Days,
            ["supply-strategy"] = StrategyTables.Cells,
            ["strategy-frontier"] = StrategyTables.Frontier,
            ["strategy-shares"] = StrategyTables.Shares,
            ["strategy-hedges"] = StrategyTables.Hedges,
            ["similar-days"] = SimilarDayView.Table,
            ["overrides"] = OverrideTables.OfDay,
            ["units"] = CommitmentTables.Units,
            ["offers"] = CommitmentTables.Offers,
            ["merit-order"] = MeritOrder.Table,
            ["offer-versions"] = OfferTables.Versions,
            ["scenario-units"] = FanPictures.Units,
            ["what-if"] = WhatIfTables.Units,
            ["base-points"] = RealTimeTables.Points,
            ["real-time-findings"] = RealTimeTables.Findings,
            ["plant-results"] = ResultTables.Plants,
            ["plant-days"] = ResultTables.Days,
            ["make-whole"] = ResultTables.MakeWhole,
            ["trading-days"] = TradingTables.Days,
            ["trading-pieces"] = TradingTables.Pieces,
            ["position-hours"] = TradingTables.Position,
            ["blotter"] = BlotterTables.Deals,
            ["deal-facts"] = BlotterTables.Facts,
            ["confirmations"] = BlotterTables.Confirmations,
            ["proposals"] = BookTables.Proposals,
            ["book-cells"] = BookTables.Cells,
            ["other-holdings"] = BookTables.Others,
            ["book-profit"] = BookTables.Profit,
            ["marks"] = BookTables.Marks,
            ["contracts"] = ContractTables.Terms,
            ["contract-performance"] = ContractTables.Performance,
            ["credit-counterparties"] = CreditTables.Counterparties,
            ["netting-sets"] = CreditTables.Sets,
            ["netting-deals"] = CreditTables.Deals,
            ["receivable-ages"] = CreditTables.Ages,
            ["tags"] = TagTables.All,
            ["tag-profile"] = TagTables.Stretches,
            ["tag-path"] = TagTables.Path,
            ["tag-facts"] = TagTables.Facts,
            ["tag-checkout"] = TagTables.Checkout,
            ["risk-days"] = RiskTables.Days,
            ["limits"] = RiskTables.Limits,
            ["breaches"] = RiskTables.Breaches,
            ["book-risk"] = BookRiskTables.Parts,
            ["stress-losses"] = BookRiskTables.Stress,
            ["close-findings"] = BookRiskTables.Findings,
            ["cost-months"] = CostTables.Months,
            ["cost-drivers"] = CostTables.Drivers,
            ["cost-cover"] = CostTables.Cover,
            ["cost-hedges"] = CostTables.Hedges,
            ["cost-frontier"] = CostTables.Frontier,
            ["cost-fit"] = CostTables.Fit,
            ["cost-findings"] = CostTables.Findings,
            ["limit-uses"] = BookLimitTables.Uses,
            ["book-breaches"] = BreachTables.All,
            ["model-tests"] = ModelTables.Tests,
            ["risk-models"] = ModelTables.Models,
            ["settlement-days"] = SettlementTables.Days,
            ["charge-totals"] = SettlementTables.Totals,
            ["settlement-lines"] = SettlementTables.Lines,
            ["variances"] = SettlementTables.Variances,
            ["variance-problems"] = DisputeTables.Problems,
            ["disputes"] = DisputeTables.Disputes,
            ["dispute-facts"] = DisputeTables.Facts,
            ["postings"] = SettlementTables.Postings,
            ["recovery-months"] = RecoveryTables.Months,
            ["recovery-accounts"] = RecoveryTables.Accounts,
            ["recovery-postings"] = RecoveryTables.Postings,
            ["clause-months"] = ClauseTables.Months,
            ["clause-triggers"] = ClauseTables.Triggers,
            ["eqr-quarters"] = FercTables.Quarters,
            ["eqr-findings"] = FercTables.EqrFindings,
            ["form1-397"] = FercTables.Settlements,
            ["form1-326"] = FercTables.Purchases,
            ["form1-310"] = FercTables.Resales,
            ["form1-identities"] = FercTables.Identities,
            ["filings"] = FilingTables.Filings,
            ["filing-numbers"] = FilingTables.Numbers,
            ["filing-moves"] = FilingTables.Moves,
            ["decisions"] = PrudenceTables.Decisions,
            ["known-then"] = PrudenceTables.Documents,
            ["alternatives"] = PrudenceTables.Alternatives,
            ["hindsight"] = PrudenceTables.Outcomes,
            ["runs"] = RecordTables.Runs,
            ["duties"] = RecordTables.Duties,
        }.ToImmutableSortedDictionary();
}
