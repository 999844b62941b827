using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Handoffs.Settlement;

/// <summary>The dates of one run of one operating day on the market's published settlement calendar. A date the market leaves open is
/// null.</summary>
/// <param name="Market">The market's short name.</param>
/// <param name="SettlementType">The run, in the market's words.</param>
/// <param name="Version">The market's number of the run; empty when it has none.</param>
/// <param name="BatchDate">When it is computed.</param>
/// <param name="InvoiceDueDate">When we must have paid.</param>
/// <param name="PayoutDate">When the market pays.</param>
/// <param name="PostDate">When the statement is posted, on the exact clock.</param>
/// <param name="DisputeDate">Until when it can be disputed, on the exact clock.</param>
public sealed record SettlementCalendarEntry(
    string Market, string SettlementType, OperatingDay OperatingDay, string Version, LocalDate? BatchDate, LocalDate? InvoiceDate,
    LocalDate? InvoiceDueDate, LocalDate? PayoutDate, Instant? PostDate, Instant? DisputeDate);
