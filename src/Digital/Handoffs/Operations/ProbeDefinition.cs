using NodaTime;

namespace Busbar.Digital.Handoffs.Operations;

/// <summary>A check that Busbar makes from outside, again and again. What is checked is one of the sealed records below.</summary>
/// <param name="Name">Unique, lower case.</param>
/// <param name="Target">The service or item of the <see cref="ServiceMap"/> it speaks for.</param>
/// <param name="Every">From one start to the next.</param>
/// <param name="Timeout">Given up after this; shorter than <paramref name="Every"/>.</param>
/// <param name="SlowAfter">An answer that took longer is degraded; null where speed does not matter.</param>
/// <param name="DownAfter">Failures in a row until it counts as down; from 1.</param>
/// <param name="UpAfter">Successes in a row until it counts as up again; from 1.</param>
public abstract record ProbeDefinition(
    string Name, string Target, Duration Every, Duration Timeout, Duration? SlowAfter, int DownAfter, int UpAfter);

/// <summary>Asks a web address.</summary>
/// <param name="Url">Absolute, http or https, without a password in it.</param>
/// <param name="Status">The status that is expected; 100 to 599.</param>
/// <param name="Body">Text that the answer must contain; null for none.</param>
public sealed record HttpProbe(
    string Name, string Target, Duration Every, Duration Timeout, Duration? SlowAfter, int DownAfter, int UpAfter, string Url, int Status,
    string? Body) : ProbeDefinition(Name, Target, Every, Timeout, SlowAfter, DownAfter, UpAfter);

/// <summary>Opens a connection.</summary>
/// <param name="Port">1 to 65535.</param>
public sealed record TcpProbe(
    string Name, string Target, Duration Every, Duration Timeout, Duration? SlowAfter, int DownAfter, int UpAfter, string Host, int Port)
    : ProbeDefinition(Name, Target, Every, Timeout, SlowAfter, DownAfter, UpAfter);

/// <summary>Looks for a running process by name.</summary>
public sealed record ProcessProbe(
    string Name, string Target, Duration Every, Duration Timeout, Duration? SlowAfter, int DownAfter, int UpAfter, string Process)
    : ProbeDefinition(Name, Target, Every, Timeout, SlowAfter, DownAfter, UpAfter);

/// <summary>Asks a database whether it answers.</summary>
/// <param name="Connection">The name of a connection in the host's settings; never its secret.</param>
public sealed record DatabaseProbe(
    string Name, string Target, Duration Every, Duration Timeout, Duration? SlowAfter, int DownAfter, int UpAfter, string Connection)
    : ProbeDefinition(Name, Target, Every, Timeout, SlowAfter, DownAfter, UpAfter);

/// <summary>Looks how old a file is.</summary>
/// <param name="AgeMax">Older is a failure.</param>
public sealed record FileAgeProbe(
    string Name, string Target, Duration Every, Duration Timeout, Duration? SlowAfter, int DownAfter, int UpAfter, string Path,
    Duration AgeMax)
    : ProbeDefinition(Name, Target, Every, Timeout, SlowAfter, DownAfter, UpAfter);

/// <summary>Looks how old the latest value of a series in the store is.</summary>
/// <param name="Series">The series' key: <c>pjm/da-lmp</c>.</param>
/// <param name="AgeMax">Older is a failure.</param>
public sealed record FeedProbe(
    string Name, string Target, Duration Every, Duration Timeout, Duration? SlowAfter, int DownAfter, int UpAfter, string Series,
    Duration AgeMax) : ProbeDefinition(Name, Target, Every, Timeout, SlowAfter, DownAfter, UpAfter);

/// <summary>What one check saw. A field that its kind does not look at is null.</summary>
/// <param name="Probe">The definition's name.</param>
/// <param name="At">When it started.</param>
/// <param name="Took">How long until the answer, or until it was given up.</param>
/// <param name="Fault">Why there was no answer, in words; null when there was one.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="HasBody">Whether the expected text was in the answer.</param>
/// <param name="Age">How old the file or feed was.</param>
public sealed record ProbeObservation(
    string Probe, Instant At, Duration Took, string? Fault, int? Status = null, bool? HasBody = null, Duration? Age = null);
