using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;

namespace Mingsuan.Simulator.Tests.Simulating;

/// <summary>
/// A socket that comes from this machine: the interface looks at the socket itself before it takes an unsigned call.
/// </summary>
internal sealed class Loopback : IConnectionSocketFeature, IDisposable
{
    private readonly Socket listening = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public Loopback()
    {
        listening.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listening.Listen(1);
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Socket.Connect(listening.LocalEndPoint!);
    }

    public Socket Socket { get; }

    public void Dispose()
    {
        Socket.Dispose();
        listening.Dispose();
    }
}
