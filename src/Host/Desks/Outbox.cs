using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;

namespace Busbar.Host.Desks;

/// <summary>A folder from which files go to a market. A file appears in it whole or not at all, under a name that is never used twice. A
/// rehearsal has a folder of its own.</summary>
internal sealed class Outbox(string folder, bool isRehearsal)
{
    private readonly string folder = isRehearsal ? Path.Combine(folder, "rehearsal") : folder;

    /// <summary>Writes the files beside their names, to the disk, and refuses a name that holds something else.</summary>
    public void Prepare(ImmutableArray<OfferFile> files)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in files)
        {
            RefuseOther(file);
            using var stream = new FileStream(Partial(file), FileMode.Create, FileAccess.Write);
            stream.Write(file.Content.Span);
            stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>Gives the files their names.</summary>
    public void Publish(ImmutableArray<OfferFile> files)
    {
        foreach (var file in files)
        {
            RefuseOther(file);
            if (File.Exists(Final(file))) continue;
            if (!File.Exists(Partial(file))) Prepare([file]);
            File.Move(Partial(file), Final(file));
        }
    }

    private void RefuseOther(OfferFile file)
    {
        if (File.Exists(Final(file)) && !file.Content.Span.SequenceEqual(File.ReadAllBytes(Final(file))))
            throw new RefusedException(new("outbox-file-exists", "The outbox holds another file of this name", Final(file),
                "Find out who put it there, and move it away."));
    }

    private string Final(OfferFile file) => Path.Combine(folder, file.Name);

    private string Partial(OfferFile file) => Path.Combine(folder, $".{file.Name}.partial");
}
