using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace AsyncJobs.Callbacks;

/// <summary>
/// Tells the addresses of the internet from those of this machine, its network or its cloud, so that nobody can reach through a function
/// what only the function can reach. By the IANA registries of special-purpose addresses (RFC 6890 and its successors).
/// </summary>
internal static class PublicAddress
{
    private static readonly Block[] s_special4 =
    [
        new("0.0.0.0", 8), // this network
        new("10.0.0.0", 8), // private
        new("100.64.0.0", 10), // shared by carriers (CGNAT)
        new("127.0.0.0", 8), // loopback
        new("169.254.0.0", 16), // link-local: the metadata and credentials of clouds
        new("172.16.0.0", 12), // private
        new("192.0.0.0", 24), // protocol assignments
        new("192.0.2.0", 24), // documentation
        new("192.88.99.0", 24), // relays of 6to4
        new("192.168.0.0", 16), // private
        new("198.18.0.0", 15), // benchmarks
        new("198.51.100.0", 24), // documentation
        new("203.0.113.0", 24), // documentation
        new("224.0.0.0", 3), // multicast, reserved, broadcast
    ];

    // The only block handed out for the internet. Loopback, mapped IPv4, NAT64, private, link-local and multicast addresses are all outside.
    private static readonly Block s_internet6 = new("2000::", 3);

    private static readonly Block[] s_special6 =
    [
        new("2001::", 23), // protocol assignments; Teredo, which wraps IPv4 addresses
        new("2001:db8::", 32), // documentation
        new("2002::", 16), // 6to4, which wraps IPv4 addresses
        new("3fff::", 20), // documentation
    ];

    /// <summary>Whether an address is one of the internet. One that wraps an IPv4 address is not, whatever it wraps.</summary>
    public static bool Is(IPAddress address)
    {
        UInt128 bits = Bits(address);
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !IsIn(s_special4, bits),
            AddressFamily.InterNetworkV6 => s_internet6.Contains(bits) && !IsIn(s_special6, bits),
            _ => false,
        };
    }

    private static bool IsIn(Block[] blocks, UInt128 bits)
    {
        foreach (Block block in blocks)
        {
            if (block.Contains(bits))
                return true;
        }

        return false;
    }

    private static UInt128 Bits(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        return address.TryWriteBytes(bytes, out _) ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : default;
    }

    // Not IPNetwork, for which an IPv4 address in the clothes of IPv6 is within networks of either.
    private readonly struct Block(string prefix, int length)
    {
        private readonly UInt128 _prefix = Bits(IPAddress.Parse(prefix));
        private readonly int _length = length;

        public bool Contains(UInt128 bits) => (bits ^ _prefix) >> (128 - _length) == 0;
    }
}
