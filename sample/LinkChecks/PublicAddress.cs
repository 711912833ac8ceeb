using System.Net;

namespace Sample.LinkChecks;

/// <summary>Tells the addresses of the internet from those of a machine, a network or a cloud.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] s_others =
    [
        .. "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.168.0.0/16 198.18.0.0/15 224.0.0.0/3"
            .Split(' ').Select(IPNetwork.Parse),
    ];

    // Of IPv6, only this block has been handed out for the internet.
    private static readonly IPNetwork s_internet6 = IPNetwork.Parse("2000::/3");

    // Both wrap an IPv4 address, which could be any.
    private static readonly IPNetwork s_6To4 = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork s_teredo = IPNetwork.Parse("2001::/32");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();

        return address.GetAddressBytes().Length == 4
            ? !Array.Exists(s_others, network => network.Contains(address))
            : s_internet6.Contains(address) && !s_6To4.Contains(address) && !s_teredo.Contains(address);
    }
}
