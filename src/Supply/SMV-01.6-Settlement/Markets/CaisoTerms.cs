using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Engine;
using static Busbar.Supply.Settlement.Markets.BillingTerms;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>What CAISO's charge codes share beyond two-settlement energy: the fifteen- and five-minute markets, and what is shared by
/// measured demand.</summary>
internal static class CaisoTerms
{
    public const string Guide = "CAISO BPM for Settlements and Billing, configuration guide ";

    /// <summary>The fifteen-minute market began on 1 May 2014 (FERC Order No. 764).</summary>
    public static OperatingDay FifteenMinuteMarket { get; } = OperatingDay.Of(2014, 5, 1);

    public static Determinant FmmMwh { get; } = OwnEnergy("FMM MWh");
    public static Determinant RtdMwh { get; } = OwnEnergy("RTD MWh");
    public static Determinant FmmPrice { get; } = Price("FMM LMP");
    public static Determinant RtdPrice { get; } = Price("RTD LMP");
    public static Determinant UnaccountedMwh { get; } = OwnEnergy("UFE MWh");
    public static Determinant ExemptMwh { get; } = OwnEnergy("exempt schedule MWh");
    public static Determinant ExceptionalMwh { get; } = OwnEnergy("exceptional dispatch MWh");
    public static Determinant ExceptionalPrice { get; } = Own("exceptional dispatch price", UsdPerMwh.Unit);
    public static Determinant BidCost { get; } = OwnMoney("RUC and RTM bid cost");
    public static Determinant BidRevenue { get; } = OwnMoney("RUC and RTM revenue");
    public static Determinant MeasuredDemand { get; } = OwnEnergy("measured demand MWh");
    public static Determinant ImbalanceTotal { get; } = Total("imbalance settlement total", Usd.Unit);
    public static Determinant InvoiceDeviation { get; } = OwnMoney("invoice deviation");
    public static Determinant InterestRate { get; } = MarketRate("interest rate", "a year");
    public static Determinant InterestDays { get; } = Own("days of interest", "days");

    /// <summary>The participant's measured demand of the interval in CAISO's.</summary>
    public static Formula DemandShare { get; } =
        new Formula.Share(MeasuredDemand, Total("measured demand MWh of CAISO", Mwh.Unit)).As("share of measured demand", "");
}
