export const wishlistMessages = {
  wishlist: "Wishlist",
  wishlistOf: "Wishlist: {title}",
  addToWishlist: "Add to wishlist",
  onWishlist: "On your wishlist",
  wishlistAdded: "Added to your wishlist",
  wishlistRemoved: "Removed from your wishlist",
  wishlistFailed: "That was not saved. Please try again.",
} as const;
