using System.Collections.Immutable;
using Busbar.Gateways;
using Busbar.Gateways.Form1;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery.Form1;
using Busbar.Supply.Recovery.Form1;

namespace Busbar.Supply.Recovery.Tests.Form1;

/// <summary>The real filings of 2021 beside the project.</summary>
internal static class FiledYear
{
    public const string Sigeco = "Southern_Indiana_Gas_and_Electric_Company,_Inc.";
    public const string Empire = "The_Empire_District_Electric_Company";
    public const string Narragansett = "The_Narragansett_Electric_Company";
    public const string Wolverine = "Wolverine_Power_Supply_Cooperative,_Inc.";
    public const string Deseret = "Deseret_Generation_&_Transmission_Co-operative,_Inc.";

    public static ImmutableArray<Form1Fact> Facts() => Form1FactsCsv.Read(Load("form1_p397_iso_rto_settlements_2021.csv")).OrThrow();

    public static ImmutableArray<CounterpartyRow> Purchases() =>
        CounterpartyCsv.Read(Load("form1_p326_purchased_power_2021.csv")).OrThrow();

    public static CheckForm1Inputs Inputs(ImmutableArray<SettlementPage> settlements = default,
        ImmutableArray<CounterpartyRow> purchases = default, ImmutableArray<CounterpartyRow> resales = default,
        params ImmutableArray<FiledAccount> accounts) =>
        new(OrNone(settlements), OrNone(purchases), OrNone(resales), accounts, new Usd(1));

    private static ImmutableArray<T> OrNone<T>(ImmutableArray<T> list) => list.IsDefault ? [] : list;

    private static SourceFile Load(string name) => SourceFile.Load(SharedFile.Find("regulatory/ferc1/" + name)).OrThrow();
}
