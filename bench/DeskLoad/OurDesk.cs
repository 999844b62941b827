using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Busbar.Desk.Bench;

/// <summary>Busbar's desk, served by a process of its own, and a client of it.</summary>
internal sealed class OurDesk : IDisposable
{
    private readonly Process server;
    private readonly HttpClient client;
    private readonly string workspace;

    private OurDesk(Process server, HttpClient client, string workspace) =>
        (this.server, this.client, this.workspace) = (server, client, workspace);

    /// <summary>Ids of tickets whose opening was acknowledged.</summary>
    public ConcurrentQueue<string> Opened { get; } = [];

    /// <summary>Answers that were not a success, by status.</summary>
    public ConcurrentDictionary<string, int> Faults { get; } = [];

    public static async Task<OurDesk> Start(string root, string connection, string token)
    {
        var (port, workspace) = (FreePort(), Directory.CreateTempSubdirectory("busbar-desk-bench-").FullName);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(root, "artifacts/bin/Busbar.Host/release/busbar.dll"), "serve", "--urls",
            $"http://127.0.0.1:{port}"]);
        start.Environment["BUSBAR_STORE"] = connection;
        start.Environment["BUSBAR_WORKSPACE"] = workspace;
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        var server = Process.Start(start)!;
        server.OutputDataReceived += (_, _) => { };
        server.ErrorDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
            { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(100) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await client.GetAsync("/api/v1/tickets/INC-10");
                if (answer.IsSuccessStatusCode) break;
                if (tries > 50) throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            }
            catch (HttpRequestException) when (tries < 600)
            {
                // It is starting.
            }
            if (tries > 600) throw new InvalidOperationException("The desk did not start within a minute.");
            await Task.Delay(100);
        }
        return new(server, client, workspace);
    }

    public Task<bool> Open(int i) => Send(async () =>
    {
        var answer = await client.PostAsJsonAsync("/api/v1/tickets", new
        {
            kind = "Incident", title = Filled.Title(i), body = "It was right yesterday.", queue = $"queue-{i % 8}", requester = $"user-{i % 997}",
            impact = 2, urgency = 2,
        });
        if (answer.IsSuccessStatusCode)
            Opened.Enqueue((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!);
        return answer;
    });

    public Task<bool> Reply(string id) =>
        Send(() => client.PostAsJsonAsync($"/api/v1/tickets/{id}/messages", new { text = "Somebody looks into it.", isNote = false }));

    public Task<bool> Resolve(string id) =>
        Send(() => client.PostAsJsonAsync($"/api/v1/tickets/{id}/resolution", new { code = "Fixed", text = "It works again." }));

    public Task<bool> Get(string address) => Send(() => client.GetAsync(address));

    private async Task<bool> Send(Func<Task<HttpResponseMessage>> call)
    {
        using var answer = await call();
        await answer.Content.ReadAsByteArrayAsync();
        if (answer.IsSuccessStatusCode) return true;
        Faults.AddOrUpdate(answer.StatusCode.ToString(), 1, (_, count) => count + 1);
        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        server.Kill(entireProcessTree: true);
        server.WaitForExit();
        client.Dispose();
        Directory.Delete(workspace, recursive: true);
    }
}
