using System.Globalization;
using System.Numerics;
using Baton.Feel.Values;
using CsCheck;

namespace Baton.Feel.Tests;

public sealed class NumberTests
{
    private const int Iterations = 3_000;

    /// <summary>Short and long coefficients, exponents in the middle and at both ends of their range.</summary>
    private static readonly Gen<Exact> AnyNumber = Gen.Select(
        Gen.OneOf(Gen.Int[1, 3], Gen.Int[1, 20], Gen.Int[30, 34]).SelectMany(length => Gen.Char['0', '9'].Array[length]),
        Gen.Bool,
        Gen.Frequency((4, Gen.Int[-40, 40]), (2, Gen.Int[-5, 0]), (1, Gen.Int[-6176, -6100]), (1, Gen.Int[6040, 6111])),
        (digits, negative, exponent) =>
            new Exact(BigInteger.Parse((negative ? "-" : "") + new string(digits), CultureInfo.InvariantCulture), exponent)
    );

    private delegate bool Operation(FeelNumber left, FeelNumber right, out FeelNumber result);

    [Fact]
    public void A_sum_is_the_exact_sum_rounded_half_even_to_34_digits() =>
        Agrees((left, right) => left + right, FeelNumber.TryAdd, _ => true);

    [Fact]
    public void A_difference_is_the_sum_with_the_opposite() =>
        Agrees(
            (left, right) => left + -right,
            (FeelNumber left, FeelNumber right, out FeelNumber rest) => FeelNumber.TryAdd(left, -right, out rest),
            _ => true
        );

    [Fact]
    public void A_product_is_the_exact_product_rounded_half_even_to_34_digits() =>
        Agrees((left, right) => left * right, FeelNumber.TryMultiply, _ => true);

    [Fact]
    public void A_quotient_is_the_exact_quotient_rounded_half_even_to_34_digits() =>
        Agrees((left, right) => left / right, FeelNumber.TryDivide, pair => !pair.Right.Coefficient.IsZero);

    [Fact]
    public void A_rest_is_what_the_floored_quotient_leaves() =>
        Agrees((left, right) => left % right, FeelNumber.TryModulo, pair => !pair.Right.Coefficient.IsZero);

    [Fact]
    public void A_number_is_rounded_to_any_place_in_any_way() =>
        Gen.Select(AnyNumber, Gen.Int[-45, 45], Gen.Enum<RoundingMode>())
            .Where((number, _, _) => number.Exponent < 6000)
            .Sample(
                (number, scale, mode) =>
                    Assert.Equal(number.Rounded(scale, mode).ToString(), number.ToFeel().Round(scale, mode).ToString()),
                iter: Iterations
            );

    [Fact]
    public void The_order_is_that_of_the_exact_values_and_equal_numbers_have_equal_hashes() =>
        Gen.Select(AnyNumber, AnyNumber, Gen.Int[0, 3])
            .Sample(
                (left, other, zeros) =>
                {
                    // Every fourth pair is the same value written with more zeros.
                    var right = zeros == 0 ? new Exact(left.Coefficient * 100, left.Exponent - 2).Rounded() ?? other : other;
                    var order = left.CompareTo(right);
                    Assert.Equal(order, left.ToFeel().CompareTo(right.ToFeel()));
                    Assert.Equal(order == 0, left.ToFeel() == right.ToFeel());
                    Assert.True(order != 0 || left.ToFeel().GetHashCode() == right.ToFeel().GetHashCode());
                },
                iter: Iterations
            );

    [Fact]
    public void The_text_of_a_number_is_its_plain_digits_and_reads_back_as_the_same_number() =>
        AnyNumber.Sample(
            number =>
            {
                Assert.Equal(number.ToString(), number.ToFeel().ToString());
                Assert.Equal(number.ToFeel(), FeelNumber.Parse(number.ToFeel().ToString()));
            },
            iter: Iterations
        );

    [Fact]
    public void A_text_of_more_digits_than_are_kept_is_rounded_half_even() =>
        Gen.Select(Gen.OneOf(Gen.Char['0', '9'], Gen.Const('0'), Gen.Const('5')).Array[30, 80], Gen.Int[-90, 20])
            .Sample(
                (digits, exponent) =>
                {
                    var number = new Exact(BigInteger.Parse(digits, CultureInfo.InvariantCulture), exponent);
                    Assert.Equal(number.Rounded()!.Value.ToString(), FeelNumber.Parse($"{new string(digits)}e{exponent}").ToString());
                },
                iter: Iterations
            );

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

    private static void Agrees(Func<Exact, Exact, Exact> exact, Operation operation, Func<(Exact Left, Exact Right), bool> isDefined) =>
        Gen.Select(AnyNumber, AnyNumber)
            .Where((left, right) => isDefined((left, right)))
            .Sample(
                (left, right) =>
                {
                    var expected = exact(left, right).Rounded();
                    Assert.Equal(expected is not null, operation(left.ToFeel(), right.ToFeel(), out var result));
                    Assert.Equal(expected?.ToString(), expected is null ? null : result.ToString());
                },
                iter: Iterations
            );
}
