using System.Globalization;
using System.Xml.Linq;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Ercot;

/// <summary>How ERCOT's schema spells things. Source: ErcotTransactionTypes.xsd and ErcotCommonTypes.xsd (EWS 1.28, RTC+B). Blocks carry
/// their number, as in ERCOT's award examples; the schema allows FIXED and VARIABLE too, for load resources.</summary>
internal static class ErcotWords
{
    public const int MostStretches = 25;
    public const int MostPoints = 10;
    public const int MostBlocks = 5;

    public static XNamespace Ews { get; } = "http://www.ercot.com/schema/2007-06/nodal/ews";

    /// <summary>An instant on ERCOT's clock with the offset in force.</summary>
    public static OffsetDateTimePattern Time { get; } = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<m>");

    public static string Text(Instant instant) => Time.Format(MarketCalendar.Ercot.OnClock(instant));

    public static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    public static string AsType(AncillaryGroup group) => group switch
    {
        AncillaryGroup.OnlineUp => "REGUP-RRS-ONNS",
        AncillaryGroup.RegulationDown => "Reg-Down",
        _ => "Off-Non-Spin",
    };

    public static string BlockElement(AncillaryGroup group) => group switch
    {
        AncillaryGroup.OnlineUp => "OnLineReserves",
        AncillaryGroup.RegulationDown => "RegDown",
        _ => "OffLineNonSpin",
    };

    /// <summary>Services of a group in the order in which the schema has their prices.</summary>
    public static (AncillaryProduct Product, string Element)[] Prices(AncillaryGroup group) => group switch
    {
        AncillaryGroup.OnlineUp =>
        [
            (AncillaryProduct.RegulationUp, "REGUP"), (AncillaryProduct.ResponsiveReserve, "RRSPF"),
            (AncillaryProduct.OnlineNonSpin, "ONNS"), (AncillaryProduct.ContingencyReserve, "ECRS"),
        ],
        AncillaryGroup.RegulationDown => [(AncillaryProduct.RegulationDown, "REGDN")],
        _ => [(AncillaryProduct.OfflineNonSpin, "OFFNS")],
    };
}
