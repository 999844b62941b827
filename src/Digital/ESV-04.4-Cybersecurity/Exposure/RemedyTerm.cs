namespace Busbar.Digital.Cybersecurity.Exposure;

/// <summary>How long a decision gives to remedy a finding, whatever table it came from.</summary>
/// <param name="Class">The decision in a word, for people and for grouping: <c>3-days-forensics</c>, <c>14-days</c>,
/// <c>next-upgrade</c>.</param>
/// <param name="Days">Days from the start of the clock; null when the next upgrade is soon enough.</param>
/// <param name="IsCritical">True when an open finding of this class counts as critical. It is the decision that makes it so, not a
/// score.</param>
public sealed record RemedyTerm(string Class, int? Days, bool IsCritical);
