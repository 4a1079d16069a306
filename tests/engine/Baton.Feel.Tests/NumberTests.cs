using System.Numerics;
using CsCheck;

namespace Baton.Feel.Tests;

public sealed class NumberTests
{
    private static readonly Gen<(BigInteger Coefficient, int Exponent)> AnyNumber = Gen.Select(
        Gen.Char['0', '9'].Array[1, 34],
        Gen.Bool,
        Gen.Int[-40, 40],
        (digits, negative, exponent) =>
            (BigInteger.Parse((negative ? "-" : "") + new string(digits), System.Globalization.CultureInfo.InvariantCulture), exponent)
    );

    [Fact]
    public void A_sum_is_the_exact_sum_rounded_half_even_to_34_digits() =>
        Gen.Select(AnyNumber, AnyNumber)
            .Sample(
                (left, right) =>
                {
                    var exponent = Math.Min(left.Exponent, right.Exponent);
                    var exact = At(left, exponent) + At(right, exponent);
                    Assert.Equal(Rounded(exact, exponent), Number(left) + Number(right));
                }
            );

    [Fact]
    public void A_product_is_the_exact_product_rounded_half_even_to_34_digits() =>
        Gen.Select(AnyNumber, AnyNumber)
            .Sample(
                (left, right) =>
                    Assert.Equal(
                        Rounded(left.Coefficient * right.Coefficient, left.Exponent + right.Exponent),
                        Number(left) * Number(right)
                    )
            );

    [Fact]
    public void A_quotient_is_the_exact_quotient_rounded_half_even_to_34_digits() =>
        Gen.Select(AnyNumber, AnyNumber)
            .Where((_, right) => !right.Coefficient.IsZero)
            .Sample(
                (left, right) =>
                {
                    // 120 more digits than kept; one more that says that something is left over.
                    var scaled = BigInteger.DivRem(left.Coefficient * BigInteger.Pow(10, 120), right.Coefficient, out var rest);
                    var exact = scaled * 10 + (rest.IsZero ? 0 : rest.Sign * right.Coefficient.Sign);
                    Assert.Equal(Rounded(exact, left.Exponent - right.Exponent - 121), Number(left) / Number(right));
                }
            );

    [Fact]
    public void The_order_is_that_of_the_exact_values_and_equal_numbers_have_equal_hashes() =>
        Gen.Select(AnyNumber, AnyNumber)
            .Sample(
                (left, right) =>
                {
                    var exponent = Math.Min(left.Exponent, right.Exponent);
                    var order = At(left, exponent).CompareTo(At(right, exponent));
                    Assert.Equal(order, Number(left).CompareTo(Number(right)));
                    var same = Number(left) * FeelNumber.Parse("1.000");
                    Assert.Equal(Number(left).GetHashCode(), same.GetHashCode());
                }
            );

    [Fact]
    public void The_text_of_a_number_reads_back_as_the_same_number() =>
        AnyNumber.Sample(number => Assert.Equal(Number(number), FeelNumber.Parse(Number(number).ToString())));

    [Fact]
    public void A_double_keeps_its_shortest_text() =>
        Gen.Double.Where(double.IsFinite).Sample(value => Assert.Equal(value, FeelNumber.From(value).ToDouble()));

    [Fact]
    public void A_decimal_keeps_its_value() => Gen.Decimal.Sample(value => Assert.Equal(value, FeelNumber.From(value).ToDecimal()));

    [Theory]
    [InlineData("2 ** 0.5", "1.414213562373095048801688724209698")]
    [InlineData("sqrt(2)", "1.414213562373095048801688724209698")]
    [InlineData("exp(1)", "2.718281828459045235360287471352662")]
    [InlineData("log(10)", "2.302585092994045684017991454684364")]
    [InlineData("2 ** -2", "0.25")]
    [InlineData("0 ** 0", "1")]
    [InlineData("9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000")]
    [InlineData("1 / 0", "null")]
    [InlineData("10 ** 7000", "null")]
    [InlineData("decimal(2.5, 0)", "2")]
    [InlineData("decimal(3.5, 0)", "4")]
    [InlineData("round half up(5.5, 0)", "6")]
    [InlineData("round half down(5.5, 0)", "5")]
    [InlineData("round up(-5.1, 0)", "-6")]
    [InlineData("floor(-1.5)", "-2")]
    [InlineData("modulo(-12, 5)", "3")]
    [InlineData("modulo(10.1, -4.5)", "-3.4")]
    public void A_function_of_numbers_has_its_value(string source, string expected) => Assert.Equal(expected, Feel.Text(source));

    [Fact]
    public void A_number_takes_sixteen_bytes() => Assert.Equal(16, System.Runtime.CompilerServices.Unsafe.SizeOf<FeelNumber>());

    private static BigInteger At((BigInteger Coefficient, int Exponent) number, int exponent) =>
        number.Coefficient * BigInteger.Pow(10, number.Exponent - exponent);

    private static FeelNumber Number((BigInteger Coefficient, int Exponent) number) =>
        FeelNumber.Parse($"{number.Coefficient}e{number.Exponent}");

    /// <summary>The slow and plain way to round.</summary>
    private static FeelNumber Rounded(BigInteger value, int exponent)
    {
        var magnitude = BigInteger.Abs(value);
        var digits = magnitude.IsZero ? 0 : magnitude.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        if (digits > 34)
        {
            var power = BigInteger.Pow(10, digits - 34);
            var quotient = BigInteger.DivRem(magnitude, power, out var rest);
            var twice = (rest * 2).CompareTo(power);
            magnitude = twice > 0 || (twice == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
            exponent += digits - 34;
        }
        return FeelNumber.Parse($"{(value.Sign < 0 ? "-" : "")}{magnitude}e{exponent}");
    }
}
