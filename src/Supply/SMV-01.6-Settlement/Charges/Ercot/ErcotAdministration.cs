using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Metered load at the system administration fee, which the commission sets and is data. Source: ERCOT Protocols 9.16.1.</summary>
public static class ErcotAdministration
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "ESACAMT", "ERCOT System Administration Charge", ChargeBooking.Administration,
        new ChargeVersion(ErcotTerms.LoadOfParticipant, Mwh.Unit, ErcotTerms.AdministrationFee,
            ErcotTerms.Protocols + "9.16.1"));
}
