using System.Collections.Immutable;

namespace Busbar.Kernel.Ledger;

/// <summary>The accounts that the supply stream posts to, by FERC Uniform System of Accounts number. Source: 18 CFR part 101.</summary>
public static class Accounts
{
    public static Account Cash { get; } = new("131", "Cash");
    public static Account CustomerReceivables { get; } = new("142", "Customer accounts receivable");
    public static Account OtherReceivables { get; } = new("143", "Other accounts receivable");
    public static Account FuelStock { get; } = new("151", "Fuel stock");
    public static Account OtherRegulatoryAssets { get; } = new("182.3", "Other regulatory assets");
    public static Account AccountsPayable { get; } = new("232", "Accounts payable");
    public static Account OtherRegulatoryLiabilities { get; } = new("254", "Other regulatory liabilities");
    public static Account AllowanceGains { get; } = new("411.8", "Gains from disposition of allowances");
    public static Account InterestIncome { get; } = new("419", "Interest and dividend income");
    public static Account OtherInterestExpense { get; } = new("431", "Other interest expense");
    public static Account ResidentialSales { get; } = new("440", "Residential sales");
    public static Account SalesForResale { get; } = new("447", "Sales for resale");
    public static Account OtherElectricRevenues { get; } = new("456", "Other electric revenues");
    public static Account SteamFuel { get; } = new("501", "Fuel (steam power generation)");
    public static Account SteamExpenses { get; } = new("502", "Steam expenses");
    public static Account SteamFromOtherSources { get; } = new("503", "Steam from other sources");
    public static Account AllowanceExpenses { get; } = new("509", "Allowances");
    public static Account NuclearFuel { get; } = new("518", "Nuclear fuel expense");
    public static Account HydraulicWaterForPower { get; } = new("536", "Water for power");
    public static Account HydraulicExpenses { get; } = new("537", "Hydraulic expenses");
    public static Account OtherFuel { get; } = new("547", "Fuel (other power generation)");
    public static Account PurchasedPower { get; } = new("555", "Purchased power");
    public static Account OtherPowerSupplyExpenses { get; } = new("557", "Other expenses (other power supply)");
    public static Account SchedulingAndDispatch { get; } = new("561.4", "Scheduling, system control and dispatch services");
    public static Account ReliabilityPlanning { get; } = new("561.8", "Reliability planning and standards development services");
    public static Account TransmissionByOthers { get; } = new("565", "Transmission of electricity by others");
    public static Account MarketFacilitation { get; } = new("575.7", "Market facilitation, monitoring and compliance services");

    /// <summary>All of them, in order of their numbers.</summary>
    public static ImmutableArray<Account> All { get; } =
    [
        Cash, CustomerReceivables, OtherReceivables, FuelStock, OtherRegulatoryAssets, AccountsPayable, OtherRegulatoryLiabilities,
        AllowanceGains, InterestIncome, OtherInterestExpense, ResidentialSales, SalesForResale, OtherElectricRevenues, SteamFuel,
        SteamExpenses, SteamFromOtherSources, AllowanceExpenses, NuclearFuel, HydraulicWaterForPower, HydraulicExpenses, OtherFuel,
        PurchasedPower, OtherPowerSupplyExpenses, SchedulingAndDispatch, ReliabilityPlanning, TransmissionByOthers, MarketFacilitation,
    ];
}
