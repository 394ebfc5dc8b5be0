using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mingsuan.Kill.Bench.Clients;

/// <summary>The connection ended, or the time was up, before the answer was there.</summary>
public sealed class AnswerLostException(bool sent, Exception? inner = null)
    : Exception(sent ? "Sent, and no answer came." : "Not sent.", inner)
{
    /// <summary>Whether the request had been handed over whole.</summary>
    public bool Sent => sent;
}

/// <summary>
/// One client's connection, by plain HTTP/1.1: it alone knows the moment between the last byte of a request and the
/// first of its answer.
/// </summary>
public sealed class Wire(int port, Gauge gauge) : IDisposable
{
    private const int Largest = 1 << 22;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private TcpClient? connection;

    /// <summary>Sends one request and reads its answer; gives status and body.</summary>
    public async Task<(int Status, string Body)> AskAsync(
        string method, string path, string headers, byte[] body, bool hangUp, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        Sending? sending = null;
        try
        {
            var stream = await StreamAsync(patience.Token);
            var head = Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" +
                $"Content-Length: {body.Length}\r\n{headers}\r\n"));
            await stream.WriteAsync((byte[])[.. head, .. body], patience.Token);
            sending = gauge.Sent();
            if (hangUp)
            {
                throw new IOException("The client hung up.");
            }

            var answer = await ReadAsync(stream, patience.Token);
            gauge.Ended(sending, wasAnswered: true);
            return answer;
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException)
        {
            if (sending is not null)
            {
                gauge.Ended(sending, wasAnswered: false);
            }

            Dispose();
            ct.ThrowIfCancellationRequested();
            throw new AnswerLostException(sending is not null, failure);
        }
    }

    public void Dispose()
    {
        connection?.Dispose();
        connection = null;
    }

    private async Task<NetworkStream> StreamAsync(CancellationToken ct)
    {
        if (connection is null)
        {
            var fresh = new TcpClient { NoDelay = true };
            try
            {
                await fresh.ConnectAsync(IPAddress.Loopback, port, ct);
            }
            catch
            {
                fresh.Dispose();
                throw;
            }

            connection = fresh;
        }

        return connection.GetStream();
    }

    private static async Task<(int Status, string Body)> ReadAsync(NetworkStream stream, CancellationToken ct)
    {
        var head = await LinesAsync(stream, ct);
        var status = int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture);
        var length = head.FirstOrDefault(
            line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        if (length is not null)
        {
            var count = int.Parse(
                length.Split(':')[1], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
            return (status, Encoding.UTF8.GetString(await BytesAsync(stream, count, ct)));
        }

        using var whole = new MemoryStream();
        while (true)
        {
            var size = int.Parse(
                (await LineAsync(stream, ct)).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                _ = await LineAsync(stream, ct);
                return (status, Encoding.UTF8.GetString(whole.ToArray()));
            }

            whole.Write(await BytesAsync(stream, size, ct));
            _ = await LineAsync(stream, ct);
        }
    }

    private static async Task<List<string>> LinesAsync(NetworkStream stream, CancellationToken ct)
    {
        var lines = new List<string>();
        while (await LineAsync(stream, ct) is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        return lines.Count > 0 ? lines : throw new IOException("An answer without a head.");
    }

    private static async Task<string> LineAsync(NetworkStream stream, CancellationToken ct)
    {
        var line = new StringBuilder();
        while (true)
        {
            var sign = (char)(await BytesAsync(stream, 1, ct))[0];
            if (sign == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(sign);
        }
    }

    private static async Task<byte[]> BytesAsync(NetworkStream stream, int count, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Largest);
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}
