using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Store;

/// <summary>A version of a document without its body: who made what, and when it became known.</summary>
/// <param name="Id">Kind and key.</param>
/// <param name="KnownAt">The market's clock at which it was made.</param>
/// <param name="Run">The run that made it.</param>
/// <param name="Seq">Its number among all facts of the store.</param>
public sealed record DocumentMark(HandoffId Id, Instant KnownAt, RunId Run, long Seq);
