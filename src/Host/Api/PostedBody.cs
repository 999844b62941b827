using Busbar.Kernel.Outcomes;

namespace Busbar.Host.Api;

/// <summary>What a program posts, read up to a limit.</summary>
public static class PostedBody
{
    /// <summary>The bytes.</summary>
    /// <exception cref="RefusedException"><c>post-too-large</c>.</exception>
    public static async Task<byte[]> Read(HttpRequest request, int most, CancellationToken stop)
    {
        using var body = new MemoryStream();
        var piece = new byte[1 << 16];
        int read;
        while (body.Length <= most && (read = await request.Body.ReadAsync(piece, stop)) > 0) body.Write(piece, 0, read);
        return body.Length <= most ? body.ToArray() : throw new RefusedException(new("post-too-large",
            $"The post has more than {most} bytes", request.Path, "Send smaller posts."));
    }
}
