using System.Net.Sockets;

namespace JobAnalysis.TestKit;

/// <summary>Asks whether a Docker engine answers, in two seconds at most: a client without an engine is common, and waiting for it is not.</summary>
internal static class DockerEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<bool> AnswersAsync()
    {
        var host = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } given ? given : "unix:///var/run/docker.sock";
        if (!Uri.TryCreate(host, UriKind.Absolute, out var address))
        {
            return false;
        }

        try
        {
            using var enough = new CancellationTokenSource(Patience);
            using var client = Connect(address);
            using var answer = await client.GetAsync(new Uri("/_ping", UriKind.Relative), enough.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or SocketException or IOException)
        {
            return false;
        }
    }

    private static HttpClient Connect(Uri address)
    {
        if (address.Scheme is not "unix")
        {
            return new HttpClient { BaseAddress = new UriBuilder("http", address.Host, address.Port).Uri };
        }

        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.AbsolutePath), cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        return new HttpClient(handler, disposeHandler: true) { BaseAddress = new Uri("http://docker") };
    }
}
