using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Charges.IsoNe;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>ISO-NE's charges. It bills by name and states no public line numbers: the titles are Market Rule 1's terms, the codes short
/// forms of them.</summary>
internal static class IsoNeCodes
{
    public const string Section3 = "ISO-NE Market Rule 1 section III.3.2.1";

    /// <summary>ISO-NE went to five-minute settlement on 1 March 2017.</summary>
    public static OperatingDay FiveMinuteSettlement => OperatingDay.Of(2017, 3, 1);

    public static ImmutableArray<ChargeCode> All { get; } =
    [
        IsoNeDayAheadEnergy.Code, IsoNeDayAheadCongestion.Code, IsoNeDayAheadLoss.Code, IsoNeBalancingEnergy.Code,
        IsoNeBalancingCongestion.Code, IsoNeBalancingLoss.Code, IsoNeCongestionCredit.Code,
    ];
}
