<%@ page contentType="text/plain;charset=UTF-8" %>
<jsp:useBean id="wishes" scope="session" class="org.example.sockets.Wishes" />
<%
  if (request.getParameter("item") != null) {
    wishes.getItems().add(request.getParameter("item"));
  }
  if (request.getParameter("coat") != null) {
    pageContext.setAttribute("coat", request.getParameter("coat"), PageContext.SESSION_SCOPE);
  }
%>
session: id=<%= session.getId() %>, new=<%= session.isNew() %>, coat=<%= session.getAttribute("coat") %>
pageContext.session: id=${pageContext.session.id}, new=${pageContext.session['new']}, interval=${pageContext.session.maxInactiveInterval}
sessionScope: coat=${sessionScope.coat}, no hat=${empty sessionScope.hat}, wishes=${sessionScope.wishes.items}
