using System.Buffers.Binary;
using System.Net;
using AsyncJobs.Callbacks;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Callbacks;

public sealed class PublicAddressTests
{
    // First and last address of each block that is not of the internet.
    private static readonly (string First, string Last)[] s_special4 =
    [
        ("0.0.0.0", "0.255.255.255"), ("10.0.0.0", "10.255.255.255"), ("100.64.0.0", "100.127.255.255"), ("127.0.0.0", "127.255.255.255"),
        ("169.254.0.0", "169.254.255.255"), ("172.16.0.0", "172.31.255.255"), ("192.0.0.0", "192.0.0.255"), ("192.0.2.0", "192.0.2.255"),
        ("192.88.99.0", "192.88.99.255"), ("192.168.0.0", "192.168.255.255"), ("198.18.0.0", "198.19.255.255"),
        ("198.51.100.0", "198.51.100.255"), ("203.0.113.0", "203.0.113.255"), ("224.0.0.0", "255.255.255.255"),
    ];

    private static readonly Gen<uint> s_bits = Gen.Choose(int.MinValue, int.MaxValue).Select(value => (uint)value);

    // Half of them in or right beside a special block, where a wrong border shows.
    private static readonly Gen<uint> s_address4 = Gen.OneOf(
        s_bits,
        from range in Gen.Elements(s_special4)
        from isFirst in Gen.Elements(true, false)
        from offset in Gen.Choose(-2, 2)
        select (uint)(Number(isFirst ? range.First : range.Last) + offset));

    [Fact]
    public void An_IPv4_address_is_public_unless_it_is_in_a_special_block() => Prop.ForAll(
            s_address4.ToArbitrary(),
            address => PublicAddress.Is(Address(address)) == !Array.Exists(s_special4, range => address >= Number(range.First) && address <= Number(range.Last)))
        .Check(RandomCases.Config);

    [Fact]
    public void An_address_that_wraps_an_IPv4_address_is_never_public() => Prop.ForAll(
            s_address4.ToArbitrary(),
            address =>
            {
                string high = $"{address >> 16:x}";
                string low = $"{address & 0xffff:x}";
                string[] wrapped =
                [
                    $"::{high}:{low}", $"::ffff:{high}:{low}", $"::ffff:0:{high}:{low}", $"64:ff9b::{high}:{low}", $"64:ff9b:1::{high}:{low}",
                    $"2002:{high}:{low}::1", $"2001:0:{high}:{low}::1", $"2001::{high}:{low}",
                ];
                return Array.TrueForAll(wrapped, text => !PublicAddress.Is(IPAddress.Parse(text)))
                    && !PublicAddress.Is(Address(address).MapToIPv6());
            })
        .Check(RandomCases.Config);

    [Fact]
    public void An_IPv6_address_outside_the_internet_s_block_is_never_public() => Prop.ForAll(
            (from first in Gen.Choose(0, 255).Where(value => value >> 5 != 1)
             from rest in Gen.Choose(0, 255).ArrayOf(15)
             select new IPAddress([(byte)first, .. rest.Select(value => (byte)value)])).ToArbitrary(),
            address => !PublicAddress.Is(address))
        .Check(RandomCases.Config);

    [Theory]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%3")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("fec0::1")]
    [InlineData("100::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("2001:1ff:ffff::1")]
    [InlineData("3fff:fff::1")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.170.2")]
    [InlineData("100.100.100.200")]
    [InlineData("255.255.255.255")]
    public void Known_addresses_of_machines_networks_and_clouds_are_not_public(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("93.184.215.14")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:200::1")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2001:db7:ffff::1")]
    [InlineData("2001:db9::1")]
    [InlineData("2003::1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("3ffe::1")]
    [InlineData("3fff:1000::1")]
    public void Known_addresses_of_the_internet_are_public(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    private static long Number(string address) => BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(address).GetAddressBytes());

    private static IPAddress Address(uint number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }
}
