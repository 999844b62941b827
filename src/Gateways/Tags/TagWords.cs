using System.Globalization;
using System.Xml.Linq;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Tags;

/// <summary>How our layout of a tag spells things. It is not NAESB's schema, which was not at hand: the elements carry the names that
/// public implementations of the schema 1.7 use (GCACode, MarketSegmentList, TaggingPointID, ParentSegmentRef, TransmissionCustomerCode,
/// LossAccounting …), in an order and namespace of our own, with profiles in absolute time.</summary>
internal static class TagWords
{
    public const int MostSegments = 50;
    public const int MostReservations = 200;
    public const int MostBlocks = 2_000;

    public static XNamespace Layout { get; } = "urn:busbar:e-tag:1";

    public static InstantPattern Time { get; } = InstantPattern.General;

    public static string Text(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    public static string Minutes(Duration ramp) => Text(ramp.ToInt64Nanoseconds() / 60_000_000_000m);
}
