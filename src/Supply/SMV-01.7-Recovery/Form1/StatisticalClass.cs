using Busbar.Supply.Handoffs.Contracts;
using NodaTime;

namespace Busbar.Supply.Recovery.Form1;

/// <summary>The statistical class of a purchase or sale on Form 1's pages 326 and 310: LF firm of five years or more, IF of more than one
/// year, SF of a year or less; LU and IU the same from a designated unit; OS other, what is not firm; EX exchange; AD adjustment; RQ
/// requirements. Source: instructions of FERC Form No. 1, pages 310 and 326.</summary>
public static class StatisticalClass
{
    /// <summary>Every code.</summary>
    public static string Codes => "RQ LF IF SF LU IU OS EX AD";

    /// <summary>The class by firmness and term, both days included.</summary>
    public static string Of(bool isFirm, bool isUnit, LocalDate first, LocalDate last)
    {
        if (!isFirm && !isUnit) return "OS";
        var after = last.PlusDays(1);
        if (after >= first.PlusYears(5)) return isUnit ? "LU" : "LF";
        if (after > first.PlusYears(1)) return isUnit ? "IU" : "IF";
        return isUnit ? "OS" : "SF";
    }

    /// <summary>The class of one of our contracts.</summary>
    public static string Of(Contract contract) => contract switch
    {
        BlockPurchase => Of(true, false, contract.FirstDay.Date, contract.LastDay.Date),
        WindPpa => Of(false, true, contract.FirstDay.Date, contract.LastDay.Date),
        PowerAgreement agreement => Of(agreement.Obligation == DeliveryObligation.Firm,
            agreement.Quantity is PlantQuantity || agreement.Obligation is DeliveryObligation.UnitContingent or DeliveryObligation.Tolled,
            contract.FirstDay.Date, contract.LastDay.Date),
        _ => "OS",
    };
}
