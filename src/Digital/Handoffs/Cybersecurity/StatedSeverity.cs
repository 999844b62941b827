namespace Busbar.Digital.Handoffs.Cybersecurity;

/// <summary>How bad a scanner says a finding is. It is its opinion and stays apart from our decision; no identity hangs on it.</summary>
public enum StatedSeverity
{
    /// <summary>The report says nothing, or a word that no scanner documents.</summary>
    Unstated,
    /// <summary>Worth knowing.</summary>
    Informational,
    /// <summary>Low, also negligible, minor and note.</summary>
    Low,
    /// <summary>Medium, also moderate and warning.</summary>
    Medium,
    /// <summary>High, also important, error and serious.</summary>
    High,
    /// <summary>Critical, also blocker.</summary>
    Critical,
}
